{{/* What checks look at, in namespaces. Compared with deploy/rbac and with the code by RbacTest. */}}
{{- define "launchgate.rules.read" -}}
- apiGroups: [launchgate.dev]
  resources: [launchchecklists, postmortems]
  verbs: [get, list, watch]
- apiGroups: [apps]
  resources: [deployments, replicasets, daemonsets, statefulsets]
  verbs: [get, list, watch]
- apiGroups: [batch]
  resources: [cronjobs, jobs]
  verbs: [get, list, watch]
- apiGroups: [""]
  resources: [pods, services, configmaps, persistentvolumeclaims]
  verbs: [get, list, watch]
- apiGroups: [autoscaling]
  resources: [horizontalpodautoscalers]
  verbs: [get, list, watch]
- apiGroups: [keda.sh]
  resources: [scaledobjects]
  verbs: [get, list, watch]
- apiGroups: [policy]
  resources: [poddisruptionbudgets]
  verbs: [get, list, watch]
- apiGroups: [""]
  resources: [serviceaccounts, persistentvolumeclaims]
  verbs: [get, list, watch]
- apiGroups: [secrets-store.csi.x-k8s.io]
  resources: [secretproviderclasses]
  verbs: [get, list, watch]
- apiGroups: [argoproj.io]
  resources: [applications]
  verbs: [get, list, watch]
- apiGroups: [kustomize.toolkit.fluxcd.io]
  resources: [kustomizations]
  verbs: [get, list, watch]
- apiGroups: [helm.toolkit.fluxcd.io]
  resources: [helmreleases]
  verbs: [get, list, watch]
- apiGroups: [""]
  resources: [serviceaccounts, persistentvolumeclaims]
  verbs: [get, list, watch]
- apiGroups: [secrets-store.csi.x-k8s.io]
  resources: [secretproviderclasses]
  verbs: [get, list, watch]
- apiGroups: [argoproj.io]
  resources: [applications]
  verbs: [get, list, watch]
- apiGroups: [kustomize.toolkit.fluxcd.io]
  resources: [kustomizations]
  verbs: [get, list, watch]
- apiGroups: [helm.toolkit.fluxcd.io]
  resources: [helmreleases]
  verbs: [get, list, watch]
- apiGroups: [discovery.k8s.io]
  resources: [endpointslices]
  verbs: [get, list, watch]
- apiGroups: [networking.k8s.io]
  resources: [ingresses]
  verbs: [get, list, watch]
- apiGroups: [gateway.networking.k8s.io]
  resources: [gateways, httproutes]
  verbs: [get, list, watch]
- apiGroups: [argoproj.io]
  resources: [rollouts, analysistemplates]
  verbs: [get, list, watch]
- apiGroups: [flagger.app]
  resources: [canaries, metrictemplates]
  verbs: [get, list, watch]
- apiGroups: [networking.istio.io]
  resources: [virtualservices, destinationrules]
  verbs: [get, list, watch]
- apiGroups: [cert-manager.io]
  resources: [certificates]
  verbs: [get, list, watch]
- apiGroups: [monitoring.coreos.com]
  resources: [servicemonitors, podmonitors, prometheuses, prometheusrules]
  verbs: [get, list, watch]
- apiGroups: [grafana.integreatly.org]
  resources: [grafanadashboards]
  verbs: [get, list, watch]
{{- end -}}

{{/* Kinds that belong to no namespace. */}}
{{- define "launchgate.rules.readCluster" -}}
- apiGroups: [""]
  resources: [nodes, namespaces]
  verbs: [get, list, watch]
- apiGroups: [networking.k8s.io]
  resources: [ingressclasses]
  verbs: [get, list, watch]
- apiGroups: [gateway.networking.k8s.io]
  resources: [gatewayclasses]
  verbs: [get, list, watch]
- apiGroups: [argoproj.io]
  resources: [clusteranalysistemplates]
  verbs: [get, list, watch]
{{- end -}}

{{/* Everything that the operator writes. */}}
{{- define "launchgate.rules.write" -}}
- apiGroups: [apps]
  resources: [deployments]
  verbs: [patch]
- apiGroups: [launchgate.dev]
  resources: [launchchecklists/status, postmortems/status]
  verbs: [patch]
- apiGroups: [launchgate.dev]
  resources: [postmortems]
  verbs: [create, patch, delete]
- apiGroups: [events.k8s.io]
  resources: [events]
  verbs: [list]
- apiGroups: [events.k8s.io]
  resources: [events]
  verbs: [create]
{{- end -}}

{{/* A role of the operator and its binding: dict root, suffix, rules, namespace (empty: in all of
     them), aggregate (label of the ClusterRoles whose rules it takes over, or left out). */}}
{{- define "launchgate.role" -}}
{{- $name := printf "%s-%s" (include "launchgate.name" .root) .suffix -}}
{{- $kind := ternary "Role" "ClusterRole" (ne .namespace "") -}}
apiVersion: rbac.authorization.k8s.io/v1
kind: {{ $kind }}
metadata:
  name: {{ $name }}
  {{- with .namespace }}
  namespace: {{ . }}
  {{- end }}
  labels:
    {{- include "launchgate.labels" .root | nindent 4 }}
{{- with .aggregate }}
aggregationRule:
  clusterRoleSelectors:
    - matchLabels:
        {{ . }}: "true"
{{- end }}
rules:
  {{- .rules | nindent 2 }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: {{ $kind }}Binding
metadata:
  name: {{ $name }}
  {{- with .namespace }}
  namespace: {{ . }}
  {{- end }}
  labels:
    {{- include "launchgate.labels" .root | nindent 4 }}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: {{ $kind }}
  name: {{ $name }}
subjects:
  {{- include "launchgate.subjects" .root | nindent 2 }}
{{- end -}}
