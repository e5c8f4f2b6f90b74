package dev.launchgate.check;

import com.google.re2j.Pattern;
import dev.launchgate.api.v1alpha1.CanaryParams;
import dev.launchgate.api.v1alpha1.CanaryStrategy;
import dev.launchgate.api.v1alpha1.CanaryStrategy.HttpRouteCanary;
import dev.launchgate.api.v1alpha1.CanaryStrategy.VirtualServiceCanary;
import dev.launchgate.api.v1alpha1.NameRef;
import dev.launchgate.api.v1alpha1.Patterns;
import dev.launchgate.api.v1alpha1.Section;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.Resource;
import dev.launchgate.cluster.ResourceKind;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A new revision meets a few users first, under watch, with a way back: judged by how the canary is configured. */
public final class CanaryCheck implements Check<CanaryParams> {
    private static final Pattern NAME = Pattern.compile(Patterns.NAME);
    private static final Pattern LABEL = Pattern.compile(Patterns.LABEL);
    private static final Pattern SUBSET = Pattern.compile(VirtualServiceCanary.SUBSET);
    private static final Pattern FIRST_STEP = Pattern.compile(CanaryParams.FIRST_STEP);
    private static final Duration MAX_OBSERVATION = Duration.ofDays(7);

    @Override
    public Class<CanaryParams> params() {
        return CanaryParams.class;
    }

    @Override
    public Section section() {
        return Section.Rollout;
    }

    @Override
    public void refuse(CanaryParams params, Refusals refusals) {
        CanaryStrategy strategy = params.strategy();
        long forms = Stream.of(
                        strategy.rollout(),
                        strategy.canary(),
                        strategy.httpRoute(),
                        strategy.ingress(),
                        strategy.virtualService())
                .filter(Objects::nonNull)
                .count();
        refusals.require(forms == 1, "strategy", CanaryStrategy.ONE_FORM);
        refuseNames(strategy, refusals);
        refusals.require(FIRST_STEP.matches(params.maxFirstStep()), "maxFirstStep", "must be from 1% to 50%");
        refusals.require(
                Durations.within(params.minObservation(), Duration.ZERO, MAX_OBSERVATION),
                "minObservation",
                "must be from 0s to 7d");
    }

    private static void refuseNames(CanaryStrategy strategy, Refusals refusals) {
        named("rollout", strategy.rollout(), NameRef::name, refusals);
        named("canary", strategy.canary(), NameRef::name, refusals);
        named("httpRoute", strategy.httpRoute(), HttpRouteCanary::name, refusals);
        named("ingress", strategy.ingress(), NameRef::name, refusals);
        named("virtualService", strategy.virtualService(), VirtualServiceCanary::name, refusals);
        if (strategy.httpRoute() != null) {
            String service = strategy.httpRoute().canaryService();
            refusals.require(!service.isEmpty(), "strategy.httpRoute", HttpRouteCanary.NEEDS_SERVICE);
            refusals.require(
                    service.isEmpty() || (LABEL.matches(service) && service.length() <= 63),
                    "strategy.httpRoute.canaryService",
                    "must be the name of a Service");
        }
        if (strategy.virtualService() != null) {
            String subset = strategy.virtualService().canarySubset();
            refusals.require(!subset.isEmpty(), "strategy.virtualService", VirtualServiceCanary.NEEDS_SUBSET);
            refusals.require(
                    subset.isEmpty() || (SUBSET.matches(subset) && subset.length() <= 63),
                    "strategy.virtualService.canarySubset",
                    "must be the name of a subset");
        }
    }

    private static <T> void named(String member, @Nullable T form, Function<T, String> name, Refusals refusals) {
        refusals.require(
                form == null
                        || (NAME.matches(name.apply(form)) && name.apply(form).length() <= 253),
                "strategy." + member + ".name",
                "must be the name of an object");
    }

    @Override
    public Judgement judge(CanaryParams params, Facts facts) {
        CanaryStrategy strategy = params.strategy();
        CanaryBounds bounds = CanaryBounds.of(params);
        if (strategy.rollout() != null) {
            return read(
                    ResourceKind.ROLLOUT,
                    strategy.rollout().name(),
                    facts,
                    rollout -> new CanaryRollout(rollout, bounds, facts).parts());
        }
        if (strategy.canary() != null) {
            return read(
                    ResourceKind.FLAGGER_CANARY,
                    strategy.canary().name(),
                    facts,
                    canary -> new CanaryFlagger(canary, bounds, facts).parts());
        }
        if (strategy.httpRoute() != null) {
            HttpRouteCanary form = strategy.httpRoute();
            return read(
                    ResourceKind.HTTP_ROUTE,
                    form.name(),
                    facts,
                    route -> new CanaryHttpRoute(route, form.canaryService(), bounds, facts).parts());
        }
        if (strategy.ingress() != null) {
            return read(
                    ResourceKind.INGRESS,
                    strategy.ingress().name(),
                    facts,
                    ingress -> new CanaryIngress(ingress, bounds, facts).parts());
        }
        VirtualServiceCanary form = Objects.requireNonNull(strategy.virtualService(), "refused without any form");
        return read(
                ResourceKind.VIRTUAL_SERVICE,
                form.name(),
                facts,
                virtualService -> new CanaryVirtualService(virtualService, form.canarySubset(), bounds, facts).parts());
    }

    private static Judgement read(
            ResourceKind kind, String name, Facts facts, Function<Resource, List<Judgement>> parts) {
        return switch (facts.object(kind, name)) {
            case Lookup.Found found -> Judgement.worst(parts.apply(found.resource()));
            case Lookup.Missing missing -> Judgement.missing(missing);
            case Lookup.Unreadable unreadable -> Judgement.unreadable(unreadable.obstacle());
        };
    }
}
