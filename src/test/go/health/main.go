// Reads objects as the readers of delivery engines do: Argo CD's Lua, Flux's health check expressions, and kstatus.
//
// Standard input: {"lua": {"group/Kind": script}, "flux": [custom health check], "objects": [object]}. Standard output: for
// each object, in order, {"argo": "Status: message", "flux": status, "kstatus": status}; an error is a status that starts
// with "error". An object without script or expressions has "-" there.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"time"

	"github.com/fluxcd/cli-utils/pkg/kstatus/status"
	"github.com/fluxcd/pkg/apis/kustomize"
	"github.com/fluxcd/pkg/runtime/cel"
	lua "github.com/yuin/gopher-lua"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

type question struct {
	Lua     map[string]string             `json:"lua"`
	Flux    []kustomize.CustomHealthCheck `json:"flux"`
	Objects []json.RawMessage             `json:"objects"`
}

type answer struct {
	Argo    string `json:"argo"`
	Flux    string `json:"flux"`
	Kstatus string `json:"kstatus"`
}

func main() {
	var asked question
	if err := json.NewDecoder(os.Stdin).Decode(&asked); err != nil {
		fail(err)
	}
	readers := map[schema.GroupKind]*cel.StatusEvaluator{}
	for _, check := range asked.Flux {
		reader, err := cel.NewStatusEvaluator(&check.HealthCheckExpressions)
		if err != nil {
			fail(err)
		}
		readers[schema.FromAPIVersionAndKind(check.APIVersion, check.Kind).GroupKind()] = reader
	}
	answers := []answer{}
	for _, raw := range asked.Objects {
		object := &unstructured.Unstructured{}
		if err := object.UnmarshalJSON(raw); err != nil {
			fail(err)
		}
		kind := object.GroupVersionKind().GroupKind()
		answers = append(answers, answer{
			Argo:    argo(asked.Lua[kind.Group+"/"+kind.Kind], object),
			Flux:    flux(readers[kind], object),
			Kstatus: said(status.Compute(object)),
		})
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func flux(reader *cel.StatusEvaluator, object *unstructured.Unstructured) string {
	if reader == nil {
		return "-"
	}
	return said(reader.Evaluate(context.Background(), object))
}

func said(result *status.Result, err error) string {
	if err != nil {
		return "error: " + err.Error()
	}
	return result.Status.String()
}

// argo runs a script with what Argo CD gives it: the libraries package, base and table, and one second. Neither string nor
// math; os is there with dates alone, which no script of ours needs.
func argo(script string, object *unstructured.Unstructured) string {
	if script == "" {
		return "-"
	}
	state := lua.NewState(lua.Options{SkipOpenLibs: true})
	defer state.Close()
	for name, open := range map[string]lua.LGFunction{
		lua.LoadLibName: lua.OpenPackage, lua.BaseLibName: lua.OpenBase, lua.TabLibName: lua.OpenTable,
	} {
		if err := state.CallByParam(lua.P{Fn: state.NewFunction(open), Protect: true}, lua.LString(name)); err != nil {
			fail(err)
		}
	}
	limit, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	state.SetContext(limit)
	state.SetGlobal("obj", value(state, object.Object))
	if err := state.DoString(script); err != nil {
		return "error: " + err.Error()
	}
	health, ok := state.Get(-1).(*lua.LTable)
	if !ok {
		return "error: no table, but " + state.Get(-1).Type().String()
	}
	switch word := health.RawGetString("status").String(); word {
	case "Healthy", "Progressing", "Degraded", "Suspended", "Missing", "Unknown":
		return word + ": " + health.RawGetString("message").String()
	default:
		return "error: no health status of Argo CD: " + word
	}
}

// value is an object as Argo CD's scripts see it: numbers without kind, and what is null or absent is nil.
func value(state *lua.LState, of any) lua.LValue {
	switch given := of.(type) {
	case bool:
		return lua.LBool(given)
	case float64:
		return lua.LNumber(given)
	case int64:
		return lua.LNumber(given)
	case string:
		return lua.LString(given)
	case []any:
		list := state.CreateTable(len(given), 0)
		for _, element := range given {
			list.Append(value(state, element))
		}
		return list
	case map[string]any:
		table := state.CreateTable(0, len(given))
		for key, member := range given {
			table.RawSetH(lua.LString(key), value(state, member))
		}
		return table
	default:
		return lua.LNil
	}
}
