package train

import "github.com/entente-project/entente/internal/model"

// engine multiplies matrices for one goroutine.
type engine struct{ w *model.Workspace }

func newEngine() *engine { return &engine{model.NewWorkspace()} }

// mul adds a [m][k] times b [k][n] to c.
func (e *engine) mul(m, n, k int, a, b, c []float32) {
	e.w.Gemm(m, n, k, model.Plain(a, k), model.Plain(b, n), c, n)
}

// mulTA adds the transpose of a [k][m] times b [k][n] to c.
func (e *engine) mulTA(m, n, k int, a, b, c []float32) {
	e.w.Gemm(m, n, k, model.Turned(a, m), model.Plain(b, n), c, n)
}

// mulTB adds a [m][k] times the transpose of b [n][k] to c.
func (e *engine) mulTB(m, n, k int, a, b, c []float32) {
	e.w.Gemm(m, n, k, model.Plain(a, k), model.Turned(b, k), c, n)
}
