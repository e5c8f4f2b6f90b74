package dev.launchgate.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.OptionalInt;

/** A port by name or by number. */
record PortRef(String text, boolean number) {
    static PortRef of(int number) {
        return new PortRef(Integer.toString(number), true);
    }

    static PortRef of(IntOrString port) {
        return port.getIntVal() == null
                ? new PortRef(port.getStrVal() == null ? "" : port.getStrVal(), false)
                : of(port.getIntVal());
    }

    /** Reads what Kubernetes calls an int-or-string. */
    static PortRef of(JsonNode port) {
        return port.isNumber() ? of(port.canConvertToInt() ? port.asInt() : 0) : new PortRef(port.asText(), false);
    }

    /** The container port that this leads to, when the candidate declares it or it is a number. */
    OptionalInt resolve(ContainerPorts ports, String protocol) {
        return number ? OptionalInt.of(Integer.parseInt(text)) : ports.number(text, protocol);
    }
}
