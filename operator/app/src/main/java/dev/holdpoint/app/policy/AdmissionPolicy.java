package dev.holdpoint.app.policy;

import java.util.List;

/**
 * One rule as the API server evaluates it: {@code failurePolicy: Fail}, and a binding that denies and audits.
 *
 * @param id rule of the enforcement design in lower case, as {@code a1}; the object's name is {@code holdpoint-a1}
 * @param stops what it stops, one sentence
 * @param resources what it looks at
 * @param when conditions that must all hold for a request to be judged; an error in one denies
 * @param variables named expressions, each may use those before it
 * @param validations what must hold, each with the sentence that teaches
 */
public record AdmissionPolicy(
        String id,
        String stops,
        List<Resources> resources,
        List<Named> when,
        List<Named> variables,
        List<Validation> validations) {
    public AdmissionPolicy {
        resources = List.copyOf(resources);
        when = List.copyOf(when);
        variables = List.copyOf(variables);
        validations = List.copyOf(validations);
    }

    /** A rule that judges every request on its resources. */
    static AdmissionPolicy always(
            String id, String stops, List<Resources> resources, List<Named> variables, List<Validation> validations) {
        return new AdmissionPolicy(id, stops, resources, List.of(), variables, validations);
    }

    /** Name of the policy and of its binding; a denial carries it. */
    public String name() {
        return "holdpoint-" + id;
    }

    /** Resources of one API group with the operations that are judged. Plurals; subresources as {@code pods/exec}. */
    public record Resources(String group, List<String> plurals, List<String> operations) {
        public Resources {
            plurals = List.copyOf(plurals);
            operations = List.copyOf(operations);
        }
    }

    /** A CEL expression with a name. */
    public record Named(String name, String cel) {}

    /** A CEL expression that must be true, and what a person is told when it is not. */
    public record Validation(String cel, String message) {}
}
