{{/* Name of everything that is installed. */}}
{{- define "launchgate.name" -}}
{{- if contains "launchgate" .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-launchgate" .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "launchgate.account" -}}
{{- default (include "launchgate.name" .) .Values.serviceAccount.name -}}
{{- end -}}

{{/* What tells this release's pods from others; never changes. */}}
{{- define "launchgate.selector" -}}
app.kubernetes.io/name: launchgate
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: operator
{{- end -}}

{{- define "launchgate.labels" -}}
app.kubernetes.io/name: launchgate
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/part-of: launchgate
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}

{{- define "launchgate.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ default .Chart.AppVersion .Values.image.tag }}
{{- end -}}
{{- end -}}

{{- define "launchgate.subjects" -}}
- kind: ServiceAccount
  name: {{ include "launchgate.account" . }}
  namespace: {{ .Release.Namespace }}
{{- end -}}

{{/* A manifest of deploy/ in which the operator's account is replaced by this release's: list of root, text. */}}
{{- define "launchgate.identified" -}}
{{- $root := index . 0 -}}
{{- $account := printf "system:serviceaccount:%s:%s:" $root.Release.Namespace (include "launchgate.account" $root) -}}
{{- index . 1 | replace "system:serviceaccount:launchgate-system:launchgate:" $account -}}
{{- end -}}
