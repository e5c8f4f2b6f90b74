package dev.launchgate.check;

import com.google.re2j.Pattern;
import dev.launchgate.api.v1alpha1.Setting;
import dev.launchgate.api.v1alpha1.SettingOrigin;
import dev.launchgate.check.SettingSource.Broken;
import dev.launchgate.check.SettingSource.Literal;
import dev.launchgate.check.SettingSource.None;
import dev.launchgate.check.SettingSource.Pod;
import dev.launchgate.check.SettingSource.Unseen;
import dev.launchgate.check.TemplateContainers.Container;
import dev.launchgate.check.TemplateReference.Kind;
import dev.launchgate.cluster.PodTemplate;
import dev.launchgate.status.Reason;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges the settings of a config item: where each container takes them from. Values are compared and never told. */
final class ConfigSettings {
    /** Longer values are no setting, and searching them would cost. */
    private static final int LONGEST_VALUE = 64 * 1024;

    private final PodTemplate template;
    private final ConfigObjects objects;
    private final SettingSources sources;
    private final Set<String> behind = new HashSet<>();

    ConfigSettings(PodTemplate template, ConfigObjects objects) {
        this.template = template;
        this.objects = objects;
        this.sources = new SettingSources(this::look);
    }

    /** Whether the object stands behind a setting, so that it was judged as such. */
    boolean behind(TemplateReference reference) {
        return behind.contains(reference.object());
    }

    void judge(Setting setting) {
        List<Container> containers = TemplateContainers.of(template)
                .filter(container ->
                        setting.container().isEmpty() || setting.container().equals(container.name()))
                .toList();
        boolean set = false;
        for (Container container : containers) {
            SettingSource source = sources.of(setting.name(), container);
            set |= !(source instanceof None);
            judge(setting, container, source);
        }
        if (!set) {
            objects.add(Judgement.fail(
                    Reason.SettingMissing,
                    "no container %ssets %s; set it from a managed ConfigMap or Secret"
                            .formatted(
                                    setting.container().isEmpty() ? "" : setting.container() + " ", setting.name())));
        }
    }

    private void judge(Setting setting, Container container, SettingSource source) {
        String subject = "%s of %s".formatted(setting.name(), container.label());
        switch (source) {
            case Literal literal
            when setting.origin() == SettingOrigin.Any ->
                matches(setting, literal.value(), subject + " in the template");
            case Literal literal ->
                objects.add(Judgement.fail(
                        Reason.SettingLiteral,
                        subject + " is written in the template; take it from a managed ConfigMap or Secret"));
            case Pod pod when setting.origin() == SettingOrigin.Any -> fromPod(setting, subject);
            case Pod pod ->
                objects.add(Judgement.fail(
                        Reason.SettingLiteral,
                        subject + " is taken from the pod itself; take it from a managed ConfigMap or Secret"));
            case SettingSource.Key key -> key(setting, key.reference(), subject);
            case Unseen unseen -> objects.add(unseen.why());
            // what is broken is said where references are judged; what is not set here may be set elsewhere
            case Broken broken -> {}
            case None none -> {}
        }
    }

    private void key(Setting setting, TemplateReference reference, String subject) {
        behind.add(reference.object());
        if (setting.matches() != null && reference.kind() == Kind.Secret) {
            objects.add(Judgement.unknown(
                    Reason.InvalidItem,
                    "%s comes from a Secret: matches is not for Secrets, because a pattern would reveal the value by trial; use"
                                    .formatted(subject)
                            + " environment"));
        }
        if (objects.skipped(reference)) {
            return;
        }
        switch (objects.look(reference)) {
            case Presence.NotSeen unseen -> objects.add(unseen.why());
            case Presence.Present present -> present(setting, reference, present.object(), subject);
            case Presence.ObjectAbsent absent -> objects.absent(reference, absent);
            case Presence.KeyAbsent absent -> objects.absent(reference, absent);
        }
    }

    private void present(Setting setting, TemplateReference reference, ReferencedObject object, String subject) {
        if (setting.origin() == SettingOrigin.Managed) {
            objects.managed(reference, object);
        }
        objects.ofEnvironment(reference, object);
        if (reference.kind() == Kind.ConfigMap) {
            matches(
                    setting,
                    object.value(Optional.ofNullable(reference.key()).orElse(""))
                            .orElse(""),
                    "%s (%s, key %s)".formatted(subject, reference.object(), reference.shownKey()));
        }
        objects.notByHand(reference, object, reference.key());
    }

    private void matches(Setting setting, String value, String subject) {
        @Nullable String expression = setting.matches();
        if (expression == null) {
            return;
        }
        if (value.length() > LONGEST_VALUE) {
            objects.add(Judgement.unknown(
                    Reason.DataTooLarge,
                    "%s: expected at most %d characters; make it shorter".formatted(subject, LONGEST_VALUE)));
        } else if (!Pattern.compile(expression).matcher(value).find()) {
            objects.add(Judgement.fail(
                    Reason.ValueMismatch,
                    "%s does not match %s; correct the value there".formatted(subject, expression)));
        }
    }

    private void fromPod(Setting setting, String subject) {
        if (setting.matches() != null) {
            objects.add(
                    Judgement.unknown(
                            Reason.InvalidItem,
                            subject
                                    + " is taken from the pod itself, so that its value is not known before; leave out matches"));
        }
    }

    /** An object of envFrom may have the variable, so one that the item leaves unseen leaves the setting unknown. */
    private Presence look(TemplateReference reference) {
        return objects.skipped(reference)
                ? new Presence.NotSeen(Judgement.unknown(
                        Reason.InvalidItem,
                        "%s is not looked at, and the variable may come from it; set secrets to Check"
                                .formatted(reference.label())))
                : objects.look(reference);
    }
}
