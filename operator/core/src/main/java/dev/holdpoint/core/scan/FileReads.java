package dev.holdpoint.core.scan;

import dev.holdpoint.core.scan.hcl.Attribute;
import dev.holdpoint.core.scan.hcl.Block;
import dev.holdpoint.core.scan.hcl.Expr;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Arguments by which a data source or a resource reads a file of the machine, as the file functions do. */
final class FileReads implements Rule {
    private static final Map<String, Set<String>> PATHS = Map.ofEntries(
            Map.entry("data local_file", Set.of("filename")),
            Map.entry("data local_sensitive_file", Set.of("filename")),
            Map.entry("resource local_file", Set.of("source")),
            Map.entry("resource local_sensitive_file", Set.of("source")),
            Map.entry("data archive_file", Set.of("source_file", "source_dir")),
            Map.entry("resource archive_file", Set.of("source_file", "source_dir")),
            Map.entry("resource aws_s3_object", Set.of("source")),
            Map.entry("resource aws_s3_bucket_object", Set.of("source")),
            Map.entry("resource aws_lambda_function", Set.of("filename")),
            Map.entry("resource aws_lambda_layer_version", Set.of("filename")),
            Map.entry("resource google_storage_bucket_object", Set.of("source")),
            Map.entry("resource azurerm_storage_blob", Set.of("source")));

    @Override
    public void judge(Configuration all, Notes notes) {
        for (Source source : all.sources()) {
            for (Block block : source.objects()) {
                Set<String> names = PATHS.getOrDefault(block.type() + " " + block.label(0), Set.of());
                for (Attribute attribute : block.body().attributes()) {
                    if (names.contains(attribute.name()) && !isOfTree(all, source, attribute.value())) {
                        notes.refuse(
                                "scan-file-read",
                                source.at(attribute.line()),
                                Place.quoted(block.label(0))
                                        + " reads a path that is computed or leads out of the tree.",
                                "Name the file by a literal path below the module, as \"${path.module}/files/NAME\".");
                    }
                }
            }
        }
    }

    private static boolean isOfTree(Configuration all, Source source, Expr path) {
        return isArchive(path)
                || TreeFile.of(path, all.law().root(), Optional.of(source.folder()))
                        .isPresent();
    }

    /** The archive that another block of the same files packs; what goes into it is judged there. */
    private static boolean isArchive(Expr path) {
        return path instanceof Expr.Reference reference
                && reference.names().contains("archive_file")
                && reference.names().getLast().equals("output_path");
    }
}
