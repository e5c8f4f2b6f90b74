/**
 * The Kubernetes API of Launchgate, group {@code launchgate.dev}, version {@code v1alpha1}: types only.
 *
 * <p>Records are the schema: the CRD in {@code crds/} is generated from them, and the text of
 * {@code @JsonPropertyDescription} is what {@code kubectl explain} prints. Compact constructors fill in the defaults
 * that the schema states, because not every server applies them. Enum constants are spelled as on the wire. A component
 * is null where an optional field was left out and no default exists.
 */
package dev.launchgate.api.v1alpha1;
