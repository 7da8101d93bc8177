// The second build came after the classes of the first were compiled. Had it written a source, that would be newer than
// its class.
def log = new File(basedir, 'build.log').text
assert log.contains('3 of 3 sources written')
assert log.contains('All 3 sources are up to date.')

for (name in ['Causal', 'CausalV256', 'CausalScalar']) {
    def source = new File(basedir, "target/generated-sources/weft/demo/${name}.java").toPath()
    def compiled = new File(basedir, "target/classes/demo/${name}.class").toPath()
    assert java.nio.file.Files.getLastModifiedTime(source) < java.nio.file.Files.getLastModifiedTime(compiled)
}
