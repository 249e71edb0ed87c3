import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Bundles the browser sources with esbuild, so that building Visavis needs a JDK and no Node. Maven runs this file as it
 * stands ({@code java Bundle.java}); esbuild's native binary comes from Maven Central.
 *
 * <p>Written: {@code <out>/assets/<name>-<hash>.js|css} with source maps and a {@code .gz} beside each, and
 * {@code <out>/manifest.json}, which tells the gateway the hashed name of each entry point, its style sheet and the chunks
 * it needs at once. The build fails when the loader or the panel outgrows its budget.
 */
public final class Bundle {

    /** Entry points with shared chunks; each is {@code src/<name>.ts}. */
    private static final List<String> PAGES = List.of("panel", "call-page", "demo", "console");

    /** The loader stands alone in one file: the site's page must not wait for a second request. */
    private static final String LOADER = "loader";

    private static final long LOADER_BUDGET = 15 * 1024;
    private static final long PANEL_BUDGET = 80 * 1024;

    private final Path sources;
    private final Path modules;
    private final Path esbuild;
    private final Path out;
    private final Path work;

    private Bundle(Path sources, Path modules, Path esbuild, Path out) {
        this.sources = sources;
        this.modules = modules;
        this.esbuild = esbuild;
        this.out = out;
        this.work = modules.resolveSibling("metafiles");
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length != 4) {
            throw new IllegalArgumentException("usage: Bundle.java <widget-ui> <node_modules> <esbuild or its folder> <out>");
        }
        Path sources = Path.of(args[0]).toAbsolutePath();
        Path out = Path.of(args[3]).toAbsolutePath();
        Bundle bundle = new Bundle(sources, Path.of(args[1]).toAbsolutePath(), executable(Path.of(args[2])), out);
        if (bundle.upToDate()) {
            return;
        }
        bundle.build();
    }

    private boolean upToDate() throws IOException {
        Path manifest = out.resolve("manifest.json");
        if (!Files.exists(manifest)) {
            return false;
        }
        long built = Files.getLastModifiedTime(manifest).toMillis();
        try (Stream<Path> files = Files.walk(sources)) {
            return files.noneMatch(file -> lastModified(file) > built);
        }
    }

    private void build() throws IOException, InterruptedException {
        deleteTree(out);
        deleteTree(work);
        Files.createDirectories(out.resolve("assets"));
        Files.createDirectories(work);
        List<String> pages = PAGES.stream()
                .filter(name -> Files.exists(sources.resolve("src").resolve(name + ".ts")))
                .toList();
        run(List.of(LOADER), List.of("--sourcemap=external"), work.resolve("loader.json"));
        run(pages, List.of("--sourcemap=linked", "--splitting"), work.resolve("pages.json"));
        Map<String, Output> outputs = new TreeMap<>();
        outputs.putAll(Output.readAll(Files.readString(work.resolve("loader.json"))));
        outputs.putAll(Output.readAll(Files.readString(work.resolve("pages.json"))));
        Map<String, Long> sizes = compress();
        String manifest = manifest(outputs, sizes);
        Files.writeString(out.resolve("manifest.json"), manifest);
        System.out.print(manifest);
    }

    private void run(List<String> entries, List<String> options, Path metafile) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                esbuild.toString(),
                "--bundle",
                "--format=esm",
                "--minify",
                "--target=es2022",
                "--charset=utf8",
                "--legal-comments=none",
                "--entry-names=[name]-[hash]",
                "--chunk-names=chunk-[hash]",
                "--asset-names=[name]-[hash]",
                "--log-level=warning",
                "--metafile=" + metafile,
                "--outdir=" + out.resolve("assets")));
        command.addAll(options);
        entries.forEach(name -> command.add("src/" + name + ".ts"));
        ProcessBuilder process = new ProcessBuilder(command).directory(sources.toFile()).inheritIO();
        process.environment().put("NODE_PATH", modules.toString());
        int status = process.start().waitFor();
        if (status != 0) {
            throw new IllegalStateException("esbuild stopped with status " + status);
        }
    }

    /** Compresses every asset once, at the strongest level, and returns the compressed sizes by file name. */
    private Map<String, Long> compress() throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        try (Stream<Path> files = Files.list(out.resolve("assets"))) {
            for (Path file : files.toList()) {
                ByteArrayOutputStream packed = new ByteArrayOutputStream();
                try (GZIPOutputStream gzip = new GZIPOutputStream(packed) {
                    {
                        def.setLevel(9);
                    }
                }) {
                    Files.copy(file, gzip);
                }
                Files.write(file.resolveSibling(file.getFileName() + ".gz"), packed.toByteArray());
                sizes.put(file.getFileName().toString(), (long) packed.size());
            }
        }
        return sizes;
    }

    private static String manifest(Map<String, Output> outputs, Map<String, Long> sizes) {
        StringBuilder json = new StringBuilder("{\n");
        String separator = "";
        for (Map.Entry<String, Output> entry : outputs.entrySet()) {
            Output output = entry.getValue();
            if (output.entry() == null || !output.entry().matches("src/[a-z-]+\\.ts")) {
                continue;
            }
            String name = output.entry().substring("src/".length(), output.entry().length() - ".ts".length());
            List<String> imports = transitiveImports(entry.getKey(), outputs);
            long size = sizes.get(entry.getKey());
            for (String chunk : imports) {
                size += sizes.get(chunk);
            }
            if (output.style() != null) {
                size += sizes.get(output.style());
            }
            checkBudget(name, size);
            json.append(separator).append("  \"").append(name).append("\": {\"script\": \"").append(entry.getKey());
            json.append("\", \"style\": ").append(output.style() == null ? "null" : '"' + output.style() + '"');
            json.append(", \"imports\": [");
            json.append(String.join(", ", imports.stream().map(chunk -> '"' + chunk + '"').toList()));
            json.append("], \"gzipBytes\": ").append(size).append('}');
            separator = ",\n";
        }
        return json.append("\n}\n").toString();
    }

    private static List<String> transitiveImports(String file, Map<String, Output> outputs) {
        List<String> found = new ArrayList<>();
        List<String> open = new ArrayList<>(List.of(file));
        while (!open.isEmpty()) {
            for (String chunk : outputs.get(open.removeLast()).imports()) {
                if (!found.contains(chunk)) {
                    found.add(chunk);
                    open.add(chunk);
                }
            }
        }
        return found;
    }

    private static void checkBudget(String name, long size) {
        long budget = name.equals(LOADER) ? LOADER_BUDGET : name.equals("panel") ? PANEL_BUDGET : Long.MAX_VALUE;
        if (size > budget) {
            throw new IllegalStateException(name + " has grown to " + size + " bytes gzipped; its budget is " + budget);
        }
    }

    private static Path executable(Path given) throws IOException {
        if (Files.isRegularFile(given)) {
            return given.toAbsolutePath();
        }
        try (Stream<Path> files = Files.walk(given)) {
            Path found = files.filter(file -> file.getFileName().toString().matches("esbuild(\\.exe)?"))
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no esbuild for this platform under " + given
                            + "; name one with -Desbuild.executable=/path/to/esbuild"));
            // Unpacking a jar loses the permission to execute.
            if (!found.toFile().setExecutable(true)) {
                throw new IllegalStateException("cannot make " + found + " executable");
            }
            return found.toAbsolutePath();
        }
    }

    private static long lastModified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** One file of esbuild's metafile: its entry point if it is one, its style sheet, the chunks it imports statically. */
    private record Output(String entry, String style, List<String> imports) {

        private static final Pattern FILE = Pattern.compile("^    \"([^\"]+)\": \\{$");
        private static final Pattern ENTRY = Pattern.compile("^      \"entryPoint\": \"([^\"]+)\"");
        private static final Pattern STYLE = Pattern.compile("^      \"cssBundle\": \"([^\"]+)\"");
        private static final Pattern PATH = Pattern.compile("^          \"path\": \"([^\"]+)\"");
        private static final Pattern KIND = Pattern.compile("^          \"kind\": \"([^\"]+)\"");

        /**
         * Reads the metafile line by line: esbuild prints it with a fixed indentation, and the JDK has no JSON parser.
         * A change of that layout shows at once, as a manifest without entry points.
         */
        static Map<String, Output> readAll(String metafile) {
            Map<String, Output> outputs = new TreeMap<>();
            String name = null;
            String entry = null;
            String style = null;
            String path = null;
            List<String> imports = new ArrayList<>();
            String text = metafile.substring(metafile.indexOf("\n  \"outputs\""));
            for (String line : text.lines().toList()) {
                String file = match(FILE, line);
                if (file != null) {
                    if (name != null) {
                        outputs.put(name, new Output(entry, style, List.copyOf(imports)));
                    }
                    name = lastSegment(file);
                    entry = null;
                    style = null;
                    imports.clear();
                }
                entry = match(ENTRY, line) == null ? entry : match(ENTRY, line);
                style = match(STYLE, line) == null ? style : lastSegment(match(STYLE, line));
                path = match(PATH, line) == null ? path : lastSegment(match(PATH, line));
                if ("import-statement".equals(match(KIND, line))) {
                    imports.add(path);
                }
            }
            if (name != null) {
                outputs.put(name, new Output(entry, style, List.copyOf(imports)));
            }
            return outputs;
        }

        private static String match(Pattern pattern, String line) {
            Matcher matcher = pattern.matcher(line);
            return matcher.find() ? matcher.group(1) : null;
        }

        private static String lastSegment(String path) {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }
}
