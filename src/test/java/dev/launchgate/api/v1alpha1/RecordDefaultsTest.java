package dev.launchgate.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.generator.annotation.Default;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the schema states as defaults, the compact constructors fill in as well, because not every server applies them. */
class RecordDefaultsTest {
    @Test
    void findsTheRecordsOfTheSpec() throws ReflectiveOperationException {
        assertThat(ManualParams.class
                        .getDeclaredField("bind")
                        .getAnnotation(Default.class)
                        .value())
                .isEqualTo("None");
        assertThat(records())
                .contains(
                        LaunchChecklistSpec.class,
                        GateSpec.class,
                        ItemSpec.class,
                        Target.class,
                        ManualParams.Vouched.class,
                        CanaryStrategy.HttpRouteCanary.class)
                .hasSizeGreaterThan(30);
    }

    @ParameterizedTest
    @MethodSource("records")
    void whatIsNotOptionalIsNeverNull(Class<? extends Record> type) throws ReflectiveOperationException {
        Record empty = empty(type);

        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getAnnotatedType().getAnnotation(Nullable.class) == null) {
                assertThat(component.getAccessor().invoke(empty))
                        .as(component.getName())
                        .isNotNull();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void defaultsAreThoseOfTheSchema(Class<? extends Record> type) throws ReflectiveOperationException {
        Record empty = empty(type);

        for (RecordComponent component : type.getRecordComponents()) {
            Default stated = type.getDeclaredField(component.getName()).getAnnotation(Default.class);
            if (stated != null) {
                assertThat(component.getAccessor().invoke(empty))
                        .as(component.getName())
                        .hasToString(stated.value());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void collectionsCannotBeChangedFromOutside(Class<? extends Record> type) throws ReflectiveOperationException {
        List<Object> given = new ArrayList<>();
        Constructor<?> constructor = constructor(type);
        List<Object> arguments = new ArrayList<>();
        for (Class<?> parameter : constructor.getParameterTypes()) {
            arguments.add(parameter == List.class ? given : parameter == boolean.class ? Boolean.FALSE : null);
        }
        Object made = constructor.newInstance(arguments.toArray());
        given.add("late");

        for (RecordComponent component : type.getRecordComponents()) {
            Object value = component.getAccessor().invoke(made);
            if (value instanceof List<?> list) {
                assertThat(list).as(component.getName()).isNotSameAs(given);
                assertThat(list.contains("late")).as(component.getName()).isFalse();
                assertThatThrownBy(list::clear)
                        .as(component.getName())
                        .isInstanceOf(UnsupportedOperationException.class);
            }
            if (value instanceof Map<?, ?> map) {
                assertThatThrownBy(() -> map.put(null, null)).isInstanceOf(RuntimeException.class);
            }
        }
    }

    @Test
    void elementsThatAreNullAreLeftOut() {
        assertThat(new TcpParams(Arrays.asList(null, "a:1", null), null).targets())
                .containsExactly("a:1");
        assertThat(new HttpExpectation(List.of(), null).status()).containsExactly("2xx");
        assertThat(new HttpExpectation(List.of("204"), null).status()).containsExactly("204");
        assertThat(new DnsParams(List.of("a.b"), null, null, List.of(), null, null).resolvers())
                .containsExactly("System");
    }

    @Test
    void analysisIsRequiredOfEnginesOnly() {
        NameRef a = new NameRef("a");

        assertThat(analysis(new CanaryStrategy(a, null, null, null, null))).isEqualTo(Requirement.Required);
        assertThat(analysis(new CanaryStrategy(null, a, null, null, null))).isEqualTo(Requirement.Required);
        assertThat(analysis(new CanaryStrategy(null, null, new CanaryStrategy.HttpRouteCanary("a", "b"), null, null)))
                .isEqualTo(Requirement.Optional);
        assertThat(analysis(new CanaryStrategy(null, null, null, a, null))).isEqualTo(Requirement.Optional);
        assertThat(analysis(
                        new CanaryStrategy(null, null, null, null, new CanaryStrategy.VirtualServiceCanary("a", "b"))))
                .isEqualTo(Requirement.Optional);
        assertThat(analysis(null)).isEqualTo(Requirement.Required);
        assertThat(new CanaryParams(new CanaryStrategy(a, null, null, null, null), null, null, Requirement.Optional)
                        .analysis())
                .isEqualTo(Requirement.Optional);
    }

    private static Requirement analysis(CanaryStrategy strategy) {
        return new CanaryParams(strategy, null, null, null).analysis();
    }

    /** Every record that can be reached from the spec. */
    static Set<Class<? extends Record>> records() {
        Set<Class<? extends Record>> found = new LinkedHashSet<>();
        collect(LaunchChecklistSpec.class, found);
        return found;
    }

    private static void collect(Type type, Set<Class<? extends Record>> found) {
        if (type instanceof ParameterizedType parameterized) {
            Stream.of(parameterized.getActualTypeArguments()).forEach(argument -> collect(argument, found));
        } else if (type instanceof Class<?> raw && raw.isRecord() && raw != Defect.class) {
            if (found.add(raw.asSubclass(Record.class))) {
                for (RecordComponent component : raw.getRecordComponents()) {
                    collect(component.getGenericType(), found);
                }
            }
        }
    }

    private static Record empty(Class<? extends Record> type) throws ReflectiveOperationException {
        Constructor<?> constructor = constructor(type);
        Object[] arguments = Stream.of(constructor.getParameterTypes())
                .map(parameter -> parameter == boolean.class ? Boolean.FALSE : null)
                .toArray();
        return type.cast(constructor.newInstance(arguments));
    }

    private static Constructor<?> constructor(Class<?> type) throws ReflectiveOperationException {
        Class<?>[] parameters = Stream.of(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        return type.getDeclaredConstructor(parameters);
    }
}
