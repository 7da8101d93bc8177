package uk.ac.manchester.tornado.api.enums;

/// What a kernel is compiled to.
public enum TornadoVMBackendType {
    OPENCL("OpenCL"),
    METAL("Metal"),
    PTX("PTX"),
    CUDA("CUDA"),
    SPIRV("SPIRV"),
    JAVA("Java"),
    VIRTUAL("Virtual");

    private final String backendName;

    TornadoVMBackendType(String backendName) {
        this.backendName = backendName;
    }

    public String getName() {
        return backendName;
    }
}
