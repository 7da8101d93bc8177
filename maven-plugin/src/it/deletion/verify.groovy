// Between two builds a spec was deleted, and so was a source of another. The sources of the first go with it; that of the
// second comes back.
def generated = new File(basedir, 'target/generated-sources/weft/demo')
assert generated.list().sort() as List == ['Kept.java', 'KeptScalar.java', 'KeptV256.java']

def log = new File(basedir, 'build.log').text
assert log.contains('6 of 6 sources written')
assert log.contains('1 of 3 sources written') && log.contains(', 3 deleted.')
