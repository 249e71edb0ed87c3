package io.visavis.testkit;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import io.visavis.spi.ProviderCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.attribute.PermittedSubclassesAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.Constructor;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;

/**
 * A gateway of tomorrow, as a jar built today meets it: its SPI has one command more. Every class that speaks of the SPI is
 * defined here anew; the rest of what is lent comes from the testkit.
 */
final class LaterSpi extends URLClassLoader {
    /** A constant, so that the probe carries it without a link to this class. */
    static final String NEW_COMMAND = "io.visavis.spi.ProviderCommand$OfTomorrow";

    private static final ClassDesc COMMAND = ClassDesc.of(ProviderCommand.class.getName());
    private static final List<String> OUR_SIDE = List.of(LaterSpiProbe.class.getName(), LentContext.class.getName());

    LaterSpi(Path jar) throws MalformedURLException {
        super(new URL[] {jar.toUri().toURL()}, new ProviderJar.Lender());
    }

    /** The probe as it is in this loader, where it means the later SPI. */
    @SuppressWarnings("unchecked")
    BiFunction<String, Map<String, String>, String> probe() throws ReflectiveOperationException {
        Constructor<?> maker = loadClass(LaterSpiProbe.class.getName()).getDeclaredConstructor();
        maker.setAccessible(true);
        return (BiFunction<String, Map<String, String>, String>) maker.newInstance();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        boolean anew = name.startsWith("io.visavis.spi.") || OUR_SIDE.stream().anyMatch(name::startsWith);
        if (!anew) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            byte[] code = name.equals(NEW_COMMAND) ? newCommand() : bytes(name);
            byte[] ofTomorrow = name.equals(ProviderCommand.class.getName()) ? withOneMore(code) : code;
            return defineClass(name, ofTomorrow, 0, ofTomorrow.length);
        }
    }

    private static byte[] bytes(String name) {
        String file = "/" + name.replace('.', '/') + ".class";
        try (InputStream in = Objects.requireNonNull(LaterSpi.class.getResourceAsStream(file), file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] withOneMore(byte[] sealedInterface) {
        ClassFile classFile = ClassFile.of();
        ClassTransform permit = (builder, element) -> {
            if (element instanceof PermittedSubclassesAttribute permitted) {
                List<ClassDesc> names = new ArrayList<>();
                permitted.permittedSubclasses().forEach(entry -> names.add(entry.asSymbol()));
                names.add(ClassDesc.of(NEW_COMMAND));
                builder.with(PermittedSubclassesAttribute.ofSymbols(names));
            } else {
                builder.with(element);
            }
        };
        return classFile.transformClass(classFile.parse(sealedInterface), permit);
    }

    private static byte[] newCommand() {
        int accessible = ClassFile.ACC_PUBLIC;
        return ClassFile.of()
                .build(
                        ClassDesc.of(NEW_COMMAND),
                        made -> made.withFlags(AccessFlag.PUBLIC, AccessFlag.FINAL)
                                .withInterfaceSymbols(COMMAND)
                                .withMethodBody(
                                        INIT_NAME,
                                        MTD_void,
                                        accessible,
                                        code -> code.aload(0)
                                                .invokespecial(CD_Object, INIT_NAME, MTD_void)
                                                .return_())
                                .withMethodBody(
                                        "idempotencyKey",
                                        MethodTypeDesc.of(CD_String),
                                        accessible,
                                        code -> code.loadConstant("key-of-tomorrow")
                                                .areturn()));
    }
}
