package dev.holdpoint.e2e.demo;

import dev.holdpoint.e2e.cluster.TextFile;
import java.nio.file.Path;

/** An {@code InfrastructureChange} as an agent writes it: one file replaced, inline. */
record ChangeFile(String name, String title, String reasoning, String intent, String path, String content) {
    Path write(Path folder, String requester) {
        return TextFile.write(folder.resolve(name + ".yaml"), yaml(requester));
    }

    private String yaml(String requester) {
        return """
                apiVersion: holdpoint.dev/v1alpha1
                kind: InfrastructureChange
                metadata:
                  name: %s
                  namespace: holdpoint-agents
                spec:
                  title: %s
                  reasoning: %s
                  stacks: [shop]
                  requester: %s
                %s  source:
                    files:
                      - path: %s
                        operation: Replace
                        content: |
                %s""".formatted(
                        name, quoted(title), quoted(reasoning), requester, intent.indent(2), path, content.indent(10));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
