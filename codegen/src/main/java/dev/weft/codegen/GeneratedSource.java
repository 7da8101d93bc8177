package dev.weft.codegen;

import com.palantir.javapoet.JavaFile;

/// One Java file.
///
/// @param packageName may be empty
/// @param className without its package
/// @param text the whole file
public record GeneratedSource(String packageName, String className, String text) {
    static GeneratedSource of(JavaFile file) {
        return new GeneratedSource(file.packageName(), file.typeSpec().name(), file.toString());
    }

    /// `dev.weft.kernels.CausalGqa`
    public String qualifiedName() {
        return packageName.isEmpty() ? className : packageName + "." + className;
    }

    /// `dev/weft/kernels/CausalGqa.java`
    public String path() {
        return qualifiedName().replace('.', '/') + ".java";
    }
}
