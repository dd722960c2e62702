package dev.holdpoint.core.scan;

import dev.holdpoint.core.scan.hcl.Attribute;
import dev.holdpoint.core.scan.hcl.Block;
import dev.holdpoint.core.scan.hcl.Expr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the local provider names of each module stand for. A name that no module declares stands for HashiCorp's. */
final class ProviderNames {
    private static final String BUILT_IN = "terraform.io/builtin/terraform";

    /** A line of {@code required_providers}; the source is empty where it is not written out. */
    record Declared(Place place, String folder, String name, Optional<String> source) {}

    private final List<Declared> declared = new ArrayList<>();
    private final Map<String, String> sources = new HashMap<>();

    static ProviderNames of(Configuration all) {
        ProviderNames names = new ProviderNames();
        for (Source source : all.sources()) {
            for (Block terraform : source.body().blocks("terraform")) {
                for (Block required : terraform.body().blocks("required_providers")) {
                    required.body().attributes().forEach(line -> names.add(source, line));
                }
            }
        }
        return names;
    }

    private void add(Source file, Attribute line) {
        Optional<String> source = source(line);
        declared.add(new Declared(file.at(line.line()), file.folder(), line.name(), source));
        source.ifPresent(s -> sources.put(file.folder() + "/" + line.name(), s));
    }

    /** An object without a source, or a bare version, means HashiCorp's provider of that name. */
    private static Optional<String> source(Attribute line) {
        return switch (line.value()) {
            case Expr.ObjectOf object -> {
                boolean literalKeys = object.entries().stream()
                        .allMatch(e -> e.key().literal().isPresent());
                Optional<Expr> written = object.value("source");
                if (!literalKeys) {
                    yield Optional.empty();
                }
                yield written.isEmpty()
                        ? Optional.of(implied(line.name()))
                        : written.get().literal();
            }
            case Expr.Text text -> text.literal().map(version -> implied(line.name()));
            case Expr other -> Optional.empty();
        };
    }

    private static String implied(String name) {
        return name.equals("terraform") ? BUILT_IN : "hashicorp/" + name;
    }

    List<Declared> declared() {
        return declared;
    }

    /** The source that a local name stands for in the module of this folder. */
    String source(String folder, String name) {
        String written = sources.get(folder + "/" + name);
        return written == null ? implied(name) : written;
    }
}
