package dev.holdpoint.core.scan;

import dev.holdpoint.core.scan.hcl.Block;
import java.util.Set;

/** Data sources that talk to an address of the tree's choosing while the plan is made. */
final class NetworkReads implements Rule {
    private static final Set<String> TYPES = Set.of("http", "tls_certificate");

    @Override
    public void judge(Configuration all, Notes notes) {
        for (Source source : all.sources()) {
            for (Block block : source.objects()) {
                boolean reads = !block.type().equals("resource")
                        && (TYPES.contains(block.label(0)) || block.label(0).startsWith("dns_"));
                if (reads) {
                    notes.refuse(
                            "scan-network-read",
                            source.at(block.line()),
                            Place.quoted(block.type() + " " + block.label(0))
                                    + " sends requests to an address of the tree's choosing while the plan is made.",
                            "Write the value into a variable or a file of the tree.");
                }
            }
        }
    }
}
