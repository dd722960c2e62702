package dev.holdpoint.e2e.path;

import dev.holdpoint.e2e.cluster.InstalledCluster;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Gives scenarios the {@link Place} where they happen: one per JVM, started for the first and stopped after the last.
 * Where pods do not run, each scenario is skipped by its name, with the reason.
 */
final class PathExtension implements ExecutionCondition, ParameterResolver, TestExecutionExceptionHandler {
    private static final Namespace HERE = Namespace.create(PathExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (context.getTestMethod().isEmpty()) {
            return ConditionEvaluationResult.enabled("methods are judged one by one, so that each is named");
        }
        return InstalledCluster.trouble()
                .map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> ConditionEvaluationResult.enabled("pods run here"));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Place.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(HERE)
                .computeIfAbsent(Place.class, key -> Place.on(InstalledCluster.start()), Place.class);
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        Place place = context.getRoot().getStore(HERE).get(Place.class, Place.class);
        if (failure instanceof AssertionError && place != null) {
            throw new AssertionError(failure.getMessage() + RoleLogs.tail(place.admin()), failure);
        }
        throw failure;
    }
}
