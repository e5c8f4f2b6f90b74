package dev.launchgate.check;

import dev.launchgate.api.v1alpha1.AddressSource;
import dev.launchgate.api.v1alpha1.DnsParams;
import dev.launchgate.api.v1alpha1.Section;

/** Item kind dns: do the names answer with the right values on every resolver that matters? */
public final class DnsCheck implements Check<DnsParams> {
    @Override
    public Class<DnsParams> params() {
        return DnsParams.class;
    }

    @Override
    public Section section() {
        return Section.Integration;
    }

    @Override
    public void refuse(DnsParams params, Refusals refusals) {
        DnsRefusals.refuse(params, refusals);
    }

    @Override
    public void plan(DnsParams params, Facts facts, Needs needs) {
        params.names().forEach(name -> DnsName.questions(name, params).forEach(needs::probe));
        AddressSource sameAs = params.expect() == null ? null : params.expect().sameAs();
        if (sameAs != null) {
            ObjectRecords.questions(sameAs, params.type(), facts).forEach(needs::probe);
        }
    }

    @Override
    public Judgement judge(DnsParams params, Facts facts) {
        DnsExpected expected = DnsExpected.of(params, facts);
        return Judgement.worst(params.names().stream()
                .map(name -> new DnsName(name, params, expected, facts))
                .flatMap(DnsName::judge)
                .toList());
    }
}
