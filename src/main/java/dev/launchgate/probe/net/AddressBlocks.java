package dev.launchgate.probe.net;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.util.List;

/** A set of addresses, given as CIDR blocks of both families. */
record AddressBlocks(List<IPAddress> blocks) {
    private static final IPAddressStringParameters CIDR =
            AddressLiteral.strict().allowPrefix(true).allowPrefixOnly(false).toParams();

    AddressBlocks {
        blocks = List.copyOf(blocks);
    }

    /**
     * Reads CIDR blocks or single addresses.
     *
     * @throws IllegalArgumentException with the first entry that is neither, or that has bits set behind its prefix
     */
    static AddressBlocks of(List<String> texts) {
        return new AddressBlocks(texts.stream().map(AddressBlocks::block).toList());
    }

    static AddressBlocks of(String... texts) {
        return of(List.of(texts));
    }

    boolean contain(IPAddress address) {
        return blocks.stream()
                .anyMatch(block -> block.getIPVersion() == address.getIPVersion() && block.contains(address));
    }

    private static IPAddress block(String text) {
        IPAddress block = parse(text.strip());
        if (block.isIPv6() && block.toIPv6().isIPv4Mapped()) {
            throw new IllegalArgumentException(
                    "%s: expected the IPv4 block itself, saw it mapped to IPv6".formatted(text));
        }
        if (block.isPrefixed() && !block.isPrefixBlock()) {
            throw new IllegalArgumentException("%s: expected a block such as %s, saw bits set behind the prefix"
                    .formatted(text, block.toPrefixBlock().toCanonicalString()));
        }
        return block;
    }

    private static IPAddress parse(String text) {
        try {
            return new IPAddressString(text, CIDR).toAddress();
        } catch (AddressStringException e) {
            throw new IllegalArgumentException(
                    "%s: expected an address or a CIDR block such as 10.0.0.0/8".formatted(text), e);
        }
    }
}
