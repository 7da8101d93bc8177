package dev.weft.emulator;

import java.io.IOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.reflect.AccessFlag;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What the class files of a jar or folder offer, in lines of text.
final class Signatures {
    private final Map<String, ClassModel> classes;

    private Signatures(Map<String, ClassModel> classes) {
        this.classes = classes;
    }

    static Signatures ofFolder(Path folder) throws IOException {
        var classes = new TreeMap<String, ClassModel>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                var model = ClassFile.of().parse(Files.readAllBytes(file));
                classes.put(model.thisClass().asInternalName(), model);
            }
        }
        return new Signatures(classes);
    }

    static Signatures ofJar(Path jar) throws IOException {
        try (var files = FileSystems.newFileSystem(jar)) {
            return ofFolder(files.getPath("/"));
        }
    }

    Set<String> names() {
        return classes.keySet();
    }

    boolean has(String name) {
        return classes.containsKey(name);
    }

    ClassModel model(String name) {
        var model = classes.get(name);
        if (model == null) {
            throw new IllegalArgumentException("no class " + name);
        }
        return model;
    }

    /// A class's own and inherited public members, and what it says of itself.
    Set<String> of(String name) {
        var signatures = new TreeSet<String>();
        var model = model(name);
        signatures.add("is " + kind(model));
        superclass(model).ifPresent(parent -> {
            if (!has(parent) || model(parent).flags().has(AccessFlag.PUBLIC)) {
                signatures.add("extends " + parent);
            }
        });
        model.interfaces().forEach(type -> signatures.add("implements " + type.asInternalName()));
        annotations(model, signatures);
        members(model, signatures, true);
        return signatures;
    }

    private static String kind(ClassModel model) {
        var kinds = Set.of(
                AccessFlag.INTERFACE, AccessFlag.ENUM, AccessFlag.ANNOTATION, AccessFlag.FINAL, AccessFlag.ABSTRACT);
        return model.flags().flags().stream()
                .filter(kinds::contains)
                .map(AccessFlag::name)
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static Optional<String> superclass(ClassModel model) {
        return model.superclass().map(type -> type.asInternalName());
    }

    private static void annotations(ClassModel model, Set<String> signatures) {
        if (model.flags().has(AccessFlag.ANNOTATION)) {
            model.findAttribute(Attributes.runtimeVisibleAnnotations())
                    .ifPresent(found -> found.annotations().forEach(annotation -> signatures.add(text(annotation))));
        }
    }

    private static String text(Annotation annotation) {
        return annotation.className().stringValue()
                + annotation.elements().stream()
                        .map(AnnotationElement::toString)
                        .toList();
    }

    private void members(ClassModel model, Set<String> signatures, boolean own) {
        for (var field : model.fields()) {
            if (isOffered(field.flags().flagsMask())) {
                signatures.add(field(field));
            }
        }
        for (var method : model.methods()) {
            var isConstructor = method.methodName().equalsString("<init>");
            var isBridge = (method.flags().flagsMask() & ClassFile.ACC_SYNTHETIC) != 0;
            if (isOffered(method.flags().flagsMask()) && !isBridge && (own || !isConstructor)) {
                signatures.add(method(method));
            }
        }
        superclass(model).filter(this::has).ifPresent(parent -> members(model(parent), signatures, false));
        model.interfaces().stream()
                .map(type -> type.asInternalName())
                .filter(this::has)
                .forEach(parent -> members(model(parent), signatures, false));
    }

    private static boolean isOffered(int flags) {
        return (flags & (ClassFile.ACC_PUBLIC | ClassFile.ACC_PROTECTED)) != 0;
    }

    private static String field(FieldModel field) {
        var value = field.findAttribute(Attributes.constantValue())
                .map(constant -> " = " + constant.constant().constantValue())
                .orElse("");
        return "field " + fixed(field.flags().flagsMask()) + field.fieldName() + " " + field.fieldType() + value;
    }

    private static String method(MethodModel method) {
        var thrown = method.findAttribute(Attributes.exceptions())
                .map(exceptions -> " throws "
                        + exceptions.exceptions().stream()
                                .map(type -> type.asInternalName())
                                .toList())
                .orElse("");
        var isStatic = method.flags().has(AccessFlag.STATIC) ? "static " : "";
        return "method " + isStatic + method.methodName() + method.methodType() + thrown;
    }

    private static String fixed(int flags) {
        return ((flags & ClassFile.ACC_STATIC) != 0 ? "static " : "")
                + ((flags & ClassFile.ACC_FINAL) != 0 ? "final " : "");
    }
}
