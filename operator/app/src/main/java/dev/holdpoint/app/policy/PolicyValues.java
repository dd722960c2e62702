package dev.holdpoint.app.policy;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What an installation decides and the rules name literally, since an admission expression cannot look it up.
 *
 * @param installers user names that may install: a person's, or a GitOps controller's account
 * @param agents user names that count as agents although they are not accounts of {@code holdpoint-agents}
 */
public record PolicyValues(List<String> installers, List<String> agents) {
    /** Enough for user names of Kubernetes (OIDC, certificates, accounts), and nothing that could end a CEL string. */
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9@._:/|+=~-]{1,253}");

    /** Texts in place of names, for the forms that are kept in the repository. They are no user names. */
    public static final PolicyValues PLACEHOLDERS = new PolicyValues("${installer}", "${agent}");

    /** @throws IllegalArgumentException naming what is no user name, or that nobody may install */
    public PolicyValues {
        installers = List.copyOf(installers);
        agents = List.copyOf(agents);
        if (installers.isEmpty()) {
            throw new IllegalArgumentException("name at least one installer; with none, nobody could ever upgrade");
        }
        for (List<String> names : List.of(installers, agents)) {
            for (String name : names) {
                if (!USER.matcher(name).matches() && !isPlaceholder(name)) {
                    throw new IllegalArgumentException("'" + name + "' is no user name; expected " + USER.pattern());
                }
            }
        }
    }

    private PolicyValues(String installer, String agent) {
        this(List.of(installer), List.of(agent));
    }

    private static boolean isPlaceholder(String name) {
        return name.equals("${installer}") || name.equals("${agent}");
    }
}
