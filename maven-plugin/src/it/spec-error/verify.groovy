// The log shows every mistake: where, the source line, and carets. Nothing is written.
def log = new File(basedir, 'build.log').text
def wrong = new File(basedir, 'src/main/weft/demo/Wrong.weft')
def worse = new File(basedir, 'src/main/weft/demo/Worse.weft')

assert log.contains("""[ERROR] ${wrong}:[6,18] error[W0102]: unknown operator `&&`
 --> src/main/weft/demo/Wrong.weft:6:18
  |
6 |   keep  = j <= i && i - j < 4
  |                  ^^ did you mean `and`?
""")
assert log.contains("[ERROR] ${worse}:[6,16] error[W")
assert log =~ /\^/
assert log.contains('2 of 4 specs refused: src/main/weft/demo/Worse.weft, src/main/weft/demo/Wrong.weft')
assert log.contains('MojoFailureException')
assert !new File(basedir, 'target/generated-sources').exists()
