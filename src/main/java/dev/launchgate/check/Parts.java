package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.Verdict;
import dev.launchgate.cluster.Lookup;
import dev.launchgate.cluster.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what is wrong with the parts of one item, so that all of them are judged before the whole is. */
final class Parts {
    private final List<Judgement> judged = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    void add(Judgement part) {
        judged.add(part);
    }

    /** Half a sentence that belongs to a Pass. */
    void remark(String remark) {
        remarks.add(remark);
    }

    /** The object that was read; when there is none, that is a part of its own. */
    Optional<Resource> found(Lookup lookup) {
        return switch (lookup) {
            case Lookup.Found found -> Optional.of(found.resource());
            case Lookup.Missing missing -> {
                add(Judgement.missing(missing));
                yield Optional.empty();
            }
            case Lookup.Unreadable unreadable -> {
                add(Judgement.unreadable(unreadable.obstacle()));
                yield Optional.empty();
            }
        };
    }

    /** The objects that were read; when they could not be, that is a part of its own. */
    Optional<List<Resource>> listed(Lookup.Listing listing) {
        return switch (listing) {
            case Lookup.Listed listed -> Optional.of(listed.resources());
            case Lookup.Unreadable unreadable -> {
                add(Judgement.unreadable(unreadable.obstacle()));
                yield Optional.empty();
            }
        };
    }

    /** The judgement of all parts; without a finding, a Pass of the subject. */
    Judgement whole(String subject) {
        List<Judgement> all = new ArrayList<>(judged);
        all.add(Judgement.pass(subject));
        Judgement worst = Judgement.worst(all);
        return worst.verdict() == Verdict.Pass && !remarks.isEmpty()
                ? Judgement.pass(worst.reason(), worst.message() + "; " + String.join("; ", remarks))
                : worst;
    }
}
