package dev.launchgate.status;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every word by which Launchgate says why: reasons of items, conditions, decisions and events. The same constant is used
 * in status, events, metric tags and docs; the constant is the word on the wire.
 */
public enum Reason {
    // any kind, Pass
    AsExpected("every part was measured and fits"),
    DeclaredOnly("the only ground is a declaration in the spec"),
    RiskAccepted("a failing part is covered by an acceptedRisk that has not ended"),
    // any kind, Fail
    ObjectMissing("a named object does not exist"),
    DateInFuture("evidence is dated ahead of now"),
    EvidenceUnbound("evidence does not say what it was made for"),
    EvidenceForOther("evidence was made for another candidate"),
    AcceptanceExpired("an acceptedRisk covers a failing part and has ended"),
    NameNotFound("a probe's host does not exist"),
    ConnectionRefused("the peer refuses the connection"),
    // any kind, Pending
    NotMeasuredYet("no round of measurements is complete"),
    Confirming("passing, but not often enough in a row"),
    AwaitsRelease("the candidate of an AfterRelease item is held"),
    // any kind, NotApplicable
    FirstLaunch("only pods that cannot exist yet could tell"),
    TargetKind("the kind has no meaning for this target"),
    // any kind, Unknown
    KindNotInstalled("the API server does not serve the kind"),
    Forbidden("RBAC denies a read"),
    NamespaceNotShared("the other namespace, or the kind without namespace, is not shared"),
    SecretNotShared("the Secret does not name this host"),
    StatusOutdated("a status is not of the current generation"),
    Timeout("no complete answer came in time"),
    NetworkError("the connection broke"),
    EgressDenied("the egress guard denies the destination"),
    NameNotResolved("a probe's host could not be looked up"),
    AuthenticationRequired("a source wants credentials"),
    RedirectRefused("a source redirects, and redirects are not followed"),
    ServerError("a source answers with an error"),
    ServerNotConfigured("neither the item nor the administrator names the server"),
    CertificateInvalid("a source's certificate does not verify"),
    DataMalformed("data does not parse as what it should be"),
    DataTooLarge("data exceeds the cap"),
    ResultTooOld("the result is too old for a decision"),
    InvalidItem("the planner refused the item"),
    InternalError("a judge failed: a defect in Launchgate"),
    // dns, Fail
    RecordMissing("the name does not exist (NXDOMAIN)"),
    RecordEmpty("the name has no record of the type"),
    RecordMismatch("the values are not as expected"),
    ResolversDisagree("too few servers answer as expected"),
    CnameLoop("the chain repeats or is too long"),
    CnameDangling("the chain ends at a name that does not exist"),
    TtlTooLong("the authoritative TTL exceeds maxTtl"),
    // dns, Unknown
    ServerFailed("a server answers SERVFAIL"),
    QueryRefused("a server will not answer"),
    ServerLame("a listed server has no authority"),
    AnswerTruncated("TCP after truncation fails"),
    ExpectationMissing("the object to compare with has no address"),
    // loadBalancer, Fail
    RuleMissing("there is no such rule"),
    BackendMissing("a rule's Service or port is absent"),
    SelectorMismatch("the Service does not select the candidate"),
    PortMismatch("the target port is none of the candidate's"),
    AddressMissing("no address is assigned"),
    ClassMissing("the class does not exist"),
    LoadBalancerError("the Service reports an error"),
    NotAccepted("Gateway API condition Accepted is False"),
    NotProgrammed("Gateway API condition Programmed is False"),
    RefsNotResolved("Gateway API condition ResolvedRefs is False"),
    EndpointsNotReady("too few endpoints are ready"),
    // tls, Fail
    CertificateExpired("the certificate is outside its validity"),
    CertificateExpiresSoon("less than minRemaining is left"),
    NameNotCovered("a name is not in the certificate"),
    ChainUntrusted("there is no path to a trusted root"),
    HandshakeFailed("the peer aborts or speaks no TLS"),
    ProtocolTooOld("the protocol is below minVersion"),
    CertificateNotReady("cert-manager has not issued it"),
    CertificateNotServed("another certificate is served"),
    // http, Fail
    StatusMismatch("the code is not an expected one"),
    BodyMismatch("the pattern is not found"),
    TlsFailed("handshake or certificate fails"),
    // tcp, Fail
    PortFiltered("no answer to the connect"),
    PortOpen("open, expected closed"),
    // monitoringAgent, Fail
    AgentNotOnNode("nodes lack a ready agent"),
    AgentNotReady("the agent itself is not ready"),
    SidecarMissing("the container is not in the template"),
    ExporterSilent("the metric is not exposed"),
    MonitorSelectsNothing("the labels match nothing"),
    MonitorPortMissing("the port name does not exist"),
    MonitorNotSelected("no Prometheus selects the monitor"),
    // manual, Pass
    Vouched("a valid word was given"),
    // manual, Fail
    NotVouched("nobody has vouched"),
    VouchTooOld("the word is older than maxAge"),
    // manual, Unknown
    RevisionUnknown("the candidate has no revision"),
    // canary, Fail
    TargetMismatch("the canary steers another workload"),
    FirstStepTooLarge("the first step is above maxFirstStep"),
    ObservationTooShort("pauses are below minObservation"),
    AnalysisMissing("nothing judges the canary"),
    NoWayBack("failure would not return traffic"),
    WeightsInvalid("weights send nothing or everything"),
    CanaryBackendEmpty("a weighted backend has no endpoint"),
    CanaryFailed("the engine reports failure"),
    // document, Fail
    DocumentMissing("the key or the page is not there"),
    DocumentEmpty("the document has no content"),
    FormatMismatch("the content is of another format"),
    DigestMismatch("it is not the version that was reviewed"),
    MentionMissing("a word that it must contain is absent"),
    ReviewTooOld("the review is older than maxAge"),
    // loadTest, Fail
    ReportMissing("the key or the page is not there"),
    ReportTooOld("the test ended longer ago than maxAge"),
    ReportUndated("nothing says when the test ended"),
    LatencyTooHigh("a latency is above its bound"),
    ErrorsTooHigh("the share of failed requests is above its bound"),
    ThroughputTooLow("the rate is below its bound"),
    TooFewRequests("too few requests were made to prove anything"),
    TestTooShort("the test was too short to prove anything"),
    OwnThresholdFailed("the test's own threshold was crossed"),
    // loadTest, Unknown
    FigureMissing("the tool did not record a figure that is asked for"),
    // metrics, Fail
    NoData("the query returns nothing, or NaN"),
    TooFewSeries("the query returns fewer series than minSeries"),
    OutOfBounds("a series is outside its bounds"),
    QueryInvalid("the query is wrong"),
    // metrics, Unknown
    QueryFailed("the query could not be run"),
    DataPartial("the answer carries warnings"),
    // goldenSignals, Fail
    SignalEmpty("a signal has no data"),
    SignalOutOfBounds("a signal is outside its bounds"),
    // dashboard, Fail
    DashboardMissing("the dashboard is not there"),
    SignalNotCovered("no panel shows a signal"),
    PanelMissing("a panel that the item names is absent"),
    SidecarLabelMissing("the label that makes the sidecar import it is absent"),
    DashboardNotSynced("the Grafana operator did not import it"),
    // alerts, Fail
    AlertRuleMissing("the rule is not loaded"),
    AlertRuleUnhealthy("the rule's evaluation fails"),
    AlertNotRouted("the alert ends where nobody is notified"),
    ReceiverMismatch("the alert arrives at other receivers"),
    AlertFiring("the alert fires and whileFiring is Fail"),
    // alerts, Unknown
    AlertRuleNotEvaluated("the rule was not evaluated yet"),
    // resilience, Fail
    TooFewReplicas("there are fewer replicas than minReplicas"),
    AutoscalerFloorTooLow("the autoscaler may go below minReplicas"),
    StrategyRecreate("the strategy stops all pods at each release"),
    SingleAttachVolume("several replicas would share a claim that only one node can attach"),
    ReadinessProbeMissing("a container with a port has no readiness probe"),
    BudgetMissing("no disruption budget selects the pods"),
    BudgetConflict("several disruption budgets select the same pods"),
    BudgetBlocksDrains("the disruption budget never allows a disruption"),
    BudgetAllowsAll("the disruption budget allows losing every pod"),
    SpreadMissing("nothing enforces the spread"),
    PodsTogether("the running pods share one host or zone"),
    // dependency, Fail
    DependencyNotReady("nothing of the dependency is ready"),
    SingleFailurePoint("too little of the dependency is ready, and the application fails without it"),
    BehaviourUntested("the drill is older than maxAge"),
    // config, Fail
    ReferenceMissing("an object that the template refers to does not exist"),
    KeyMissing("the object lacks the key that the template refers to"),
    SettingMissing("no container sets the variable"),
    SettingLiteral("the value stands in the template"),
    NotManaged("the object carries no mark of an accepted manager"),
    ManagerNotSynced("the object's manager is out of step or gone"),
    WrongEnvironment("the object belongs to another environment"),
    ValueMismatch("the value does not match the pattern"),
    EditedByHand("a person wrote the data last"),
    // job, Fail
    ScheduleSuspended("the schedule is suspended"),
    JobNotRunnable("something that the job's template refers to is missing"),
    JobNotRun("the job has never succeeded"),
    SuccessTooOld("the last success is older than maxAge"),
    JobFailed("the newest finished run failed"),
    // job, Pending
    JobRunning("a run is under way"),
    // job, Unknown
    JobGone("neither the job nor a record of its success is there"),
    // rollback, Fail
    HistoryDisabled("no revision is kept"),
    NoPreviousRevision("no promoted revision is left to return to"),
    PreviousNotRunnable("something that the previous revision refers to is gone"),
    NotRehearsed("no rehearsal of the rollback is known"),
    RehearsalTooOld("the rehearsal is older than maxAge"),
    NotReversible("the data cannot go back"),
    // resource, Fail
    ExpressionFalse("an object does not satisfy the expression"),
    NoObjects("the selector matches no object"),
    ObjectsForbidden("an object exists that must not"),
    // resource, Unknown
    ExpressionError("the expression cannot be evaluated on an object"),
    ExpressionTooExpensive("the expression exceeds its cost limit"),
    // prevention measures, Pass
    MeasureDone("somebody said that the measure is done"),
    // prevention measures, Fail
    MeasureNotDone("nobody has said that the measure is done"),
    // prevention measures, Unknown
    TooManyMeasures("postmortems ask for more than a checklist can show"),
    ChecklistNotFound("a checklist that the postmortem names does not exist"),
    NotMeasuredAnywhere("no checklist measures the item of a measure"),
    // conditions
    ChecklistPassed("every blocking item passes"),
    SeveralItemsBlock("more than one blocking item does not pass"),
    NotEvaluated("no pass has been made for this spec yet"),
    Accepted("the spec is understood and the target found"),
    InvalidSpec("the spec cannot be acted on"),
    TargetNotFound("the target does not exist"),
    UnsupportedTarget("the target cannot be gated safely"),
    TargetTaken("an older checklist gates the same target"),
    CandidateWaits("a candidate waits behind the gate"),
    NothingWaits("nothing waits behind the gate"),
    ReleaseRefused("the API server refuses the release of an approved candidate"),
    AutoHold("the policies pause every template change in the same write"),
    AlwaysPaused("the Deployment stays paused between promotions, and the guard policy keeps it so"),
    AlwaysPausedUnguarded("the Deployment stays paused between promotions, and whoever may patch it can resume it"),
    FirstLaunchUngated("the first revision started before the gate could hold it"),
    PauseFieldConflict("another field manager owns spec.paused and disagrees"),
    PauseRefused("the API server refuses to pause the Deployment, which stays open"),
    NotArmed("the gate is not in force yet"),
    Suspended("spec.suspend is true"),
    ModeSignal("gate mode Signal holds nothing"),
    ModeAudit("gate mode Audit holds nothing"),
    FrozenTooLate("pausing no longer protects the old revision"),
    RolloutComplete("the released revision serves"),
    RolloutFailed("the rollout stopped making progress"),
    Regressed("an AfterRelease item fails"),
    Releasing("the approved revision rolls out"),
    NothingPromoted("nothing was promoted yet"),
    // conditions of a postmortem
    PostmortemComplete("everything that the state requires is there"),
    SectionsMissing("sections that the state requires are not filled in"),
    MeasuresVerified("every measure is done and holds"),
    MeasuresOpen("a measure is not done, or does not hold"),
    NoMeasures("there is no measure to verify"),
    DocumentPublished("the ConfigMap holds the document as it would be rendered now"),
    PublishingNotAllowed("the operator may not write ConfigMaps, which is opt-in"),
    DocumentNameTaken("a ConfigMap of that name is not the postmortem's"),
    DocumentTooLarge("the API server does not take so large a document"),
    PublishingFailed("the ConfigMap could not be read or written"),
    // attachments of a postmortem
    CapturePending("the attachment is not captured or looked at yet"),
    AttachmentCaptured("data and graph are captured and kept"),
    AttachmentVerified("the content has the digest that the spec states"),
    AttachmentUnverified("the content is there, and the spec states no digest"),
    AttachmentChanged("the content has another digest"),
    AttachmentLost("captured data are gone or were altered, and are asked for again"),
    DocumentRepaired("the published document was altered by hand and is written again"),
    // decisions and events
    Armed("the gate came into force"),
    Held("a candidate began to wait"),
    Approved("the release of a candidate was recorded"),
    Released("the Deployment was unpaused for an approved candidate"),
    Promoted("a released revision finished its rollout"),
    Adopted("a revision that already ran was taken as promoted"),
    RolledBack("a revision that was promoted before was let through"),
    Frozen("a rollout was paused midway"),
    Retried("a frozen rollout goes on"),
    Bypassed("pods run a template that was never approved"),
    UngatedChange("the template changed while the gate was open"),
    DeadlinePassed("a candidate is held longer than gate.deadline"),
    RestartPassed("a restart without other change was let through"),
    FirstLaunchAllowed("gate.firstLaunch lets the first revision start"),
    WouldHold("mode Audit: a candidate would have been held"),
    WouldRelease("mode Audit: a candidate would have been released"),
    GateOrphaned("the checklist was deleted while its Deployment is held"),
    Disarmed("the checklist was deleted and the idle Deployment let go"),
    WrongReplicaSetRisk("scaling to zero now may wake another ReplicaSet than the running one"),
    RunningRevisionAtRisk("something that the running revision refers to is missing"),
    MeasureRemoved("a measure is no longer asked for: its postmortem was changed or deleted"),
    MeasureOverdue("the dueDate of a measure has passed and it is not done"),
    PostmortemDrafted("a draft was written about a release that went wrong"),
    PostmortemRefused("the draft of a postmortem could not be written");

    private final String setWhen;

    Reason(String setWhen) {
        this.setWhen = setWhen;
    }

    /** The reason of this name; empty for a word of another version. */
    public static Optional<Reason> named(String word) {
        return Stream.of(values()).filter(reason -> reason.name().equals(word)).findFirst();
    }

    /** When this reason is set, as half a sentence. */
    public String setWhen() {
        return setWhen;
    }
}
