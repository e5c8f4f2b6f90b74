package dev.launchgate.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an administrator can set, as MicroProfile Config properties; {@code LAUNCHGATE_EGRESS_ALLOW} works as well. */
@ConfigMapping(prefix = "launchgate")
public interface Settings {
    /** Namespaces watched one by one, with a Role in each; left out, all of them with a ClusterRole. */
    Optional<Set<String>> namespaces();

    /** Name of this process in events and in the lease; the pod's name in a cluster. */
    @WithDefault("${POD_NAME:${HOSTNAME:launchgate}}")
    String instance();

    /** Name servers. */
    Dns dns();

    /** Where checks may connect to. */
    Egress egress();

    /** What checklists may refer to. */
    References references();

    /** The Prometheus, or server that speaks its API, that items ask which name none. */
    Monitoring prometheus();

    /** The Alertmanager that items ask which name none. */
    Monitoring alertmanager();

    /** The Grafana that items ask which name none. */
    Monitoring grafana();

    /** Where Argo CD is, and how it marks what it manages. */
    Argo argocd();

    /** The admission policies. */
    Policies policies();

    /** The postmortems that are drafted when a release goes wrong. */
    Postmortems postmortems();

    /** Bounds of all probes together. */
    Probes probes();

    /** Which of several replicas acts. */
    LeaderElection leaderElection();

    /** The verdict over HTTP, for delivery engines and pipelines. */
    Endpoint endpoint();

    /** Name servers. */
    interface Dns {
        /**
         * Name servers that resolver System means, by address: {@code v4}, {@code v4:port}, {@code v6} or {@code [v6]:port};
         * left out, the machine's own.
         */
        Optional<List<String>> resolvers();
    }

    /** Where checks may connect to. */
    interface Egress {
        /**
         * CIDRs that checks may reach beside public addresses and those of the checklist's own namespace; link-local,
         * metadata and multicast addresses never.
         */
        Optional<List<String>> allow();

        /**
         * CIDRs that are closed though they are public, because nodes, pods or Services of the cluster use them; like private
         * ones a namespace reaches its own in them, and {@code allow} opens them.
         */
        Optional<List<String>> deny();
    }

    /** What checklists may refer to. */
    interface References {
        /** Namespaces that any checklist may refer to, such as {@code monitoring}. */
        Optional<Set<String>> sharedNamespaces();

        /**
         * Kinds without namespace that items of kind resource may read, as plural and group, such as {@code nodes} or
         * {@code storageclasses.storage.k8s.io}. The operator's role must let it read them too.
         */
        Optional<Set<String>> clusterKinds();
    }

    /** Where Argo CD is, and how it marks what it manages. */
    interface Argo {
        /** Namespace of its Applications, which config items may read there; left out, an object's mark is believed. */
        Optional<String> namespace();

        /** Label that marks what an Application holds, where it tracks by label; left out, its tracking annotation alone. */
        Optional<String> instanceLabel();
    }

    /** A monitoring server for all checklists. */
    interface Monitoring {
        /** Base URL, http or https, without query; its address is open to checks of its kind. */
        Optional<String> url();

        /** File that holds a bearer token; read at each use. */
        Optional<Path> tokenFile();

        /** File that holds the certificates to trust, PEM; left out, the runtime's trust store. */
        Optional<Path> caFile();

        /** Tenant, sent as header X-Scope-OrgID. */
        Optional<String> tenant();
    }

    /** The admission policies. */
    interface Policies {
        /**
         * How long it counts what a dry run proved of the policies, from {@code 1s} to {@code 4m}: with the minute that may lie
         * between two passes, a policy that is gone is noticed within five.
         */
        @WithDefault("4m")
        String provenFor();
    }

    /** The postmortems that are drafted when a release goes wrong. */
    interface Postmortems {
        /** Whether a Postmortem is drafted when a release is frozen, rolled back, bypassed or fails after it. */
        @WithDefault("true")
        boolean drafts();

        /** How long a draft that nobody wrote to is kept, such as {@code 90d}; {@code never} or {@code 0} keeps it for ever. */
        @WithDefault("90d")
        String draftRetention();
    }

    /** Bounds of all probes together. */
    interface Probes {
        /** Probes under way at the same time. */
        @WithDefault("256")
        int concurrency();

        /** Probes started for each host in a second. */
        @WithDefault("10")
        int perHostPerSecond();
    }

    /** Which of several replicas acts. */
    interface LeaderElection {
        /** Whether a lease decides which replica acts; needed as soon as there are two. */
        @WithDefault("false")
        boolean enabled();

        /** Namespace of the lease; left out, the one of the pod. */
        Optional<String> namespace();

        /** Name of the lease. */
        @WithDefault("launchgate")
        String name();
    }

    /** The verdict over HTTP, for delivery engines and pipelines. */
    interface Endpoint {
        /** Whether it is served. */
        @WithDefault("false")
        boolean enabled();

        /** Its port. */
        @WithDefault("8443")
        int port();

        /** File that holds its certificate and what signed it, PEM; read again when it changes. */
        Optional<Path> certificateFile();

        /** File that holds the certificate's key, PEM. */
        Optional<Path> keyFile();

        /** Serves without TLS where no certificate is set: tokens then travel in the clear. */
        @WithDefault("false")
        boolean plainHttp();

        /** Audience that tokens of service accounts must be made for. */
        @WithDefault("launchgate")
        String audience();
    }
}
