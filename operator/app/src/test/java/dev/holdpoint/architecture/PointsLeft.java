package dev.holdpoint.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/** A class of a stage depends on stages to its left only; a package that is no stage at all is a violation, too. */
final class PointsLeft extends ArchCondition<JavaClass> {
    private final String core;
    private final List<String> stages;

    PointsLeft(String core, List<String> stages) {
        super("depend only on stages to the left");
        this.core = core;
        this.stages = stages;
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        int here = stage(type);
        if (here < 0) {
            events.add(SimpleConditionEvent.violated(type, type.getName() + " is in no stage of " + stages));
            return;
        }
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
            JavaClass target = dependency.getTargetClass();
            if (target.getPackageName().startsWith(core) && stage(target) > here) {
                events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
            }
        }
    }

    private int stage(JavaClass type) {
        String rest =
                type.getPackageName().substring(Math.min(type.getPackageName().length(), core.length()));
        String name = rest.startsWith(".") ? rest.substring(1).split("\\.", 2)[0] : rest;
        return stages.indexOf(name);
    }
}
