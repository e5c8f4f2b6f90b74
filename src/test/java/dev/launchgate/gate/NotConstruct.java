package dev.launchgate.gate;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** The rule that a class does not construct objects of another. */
final class NotConstruct extends ArchCondition<JavaClass> {
    private final Class<?> made;

    NotConstruct(Class<?> made) {
        super("not construct " + made.getSimpleName());
        this.made = made;
    }

    @Override
    public void check(JavaClass maker, ConditionEvents events) {
        maker.getConstructorCallsFromSelf().stream()
                .filter(call -> call.getTargetOwner().isEquivalentTo(made))
                .forEach(call -> events.add(SimpleConditionEvent.violated(call, call.getDescription())));
    }
}
