#include "textflag.h"

// func dotsAVX(n, size int64, dst, a, b *float32, stride int64)
// dst[j] = sum of a[i]*b[j*stride+i], in the order of dotAVX; size is a
// multiple of 8, stride counts floats.
TEXT ·dotsAVX(SB), NOSPLIT, $0-48
	MOVQ n+0(FP), CX
	MOVQ size+8(FP), DX
	MOVQ dst+16(FP), DI
	MOVQ a+24(FP), SI
	MOVQ b+32(FP), BX
	MOVQ stride+40(FP), R8
	SHLQ $2, R8
	SHLQ $2, DX

dotsnext:
	VXORPS Y1, Y1, Y1
	XORQ   AX, AX

dotsloop:
	VMOVUPS (SI)(AX*1), Y0
	VMULPS  (BX)(AX*1), Y0, Y0
	VADDPS  Y0, Y1, Y1
	ADDQ    $32, AX
	CMPQ    AX, DX
	JLT     dotsloop
	VEXTRACTF128 $1, Y1, X0
	VADDPS  X0, X1, X1
	VPERMILPD $1, X1, X0
	VADDPS  X0, X1, X1
	VMOVSHDUP X1, X0
	VADDSS  X0, X1, X1
	VMOVSS  X1, (DI)
	ADDQ    $4, DI
	ADDQ    R8, BX
	DECQ    CX
	JNZ     dotsnext
	VZEROUPPER
	RET

// func blend32AVX(n int64, dst, shares, b *float32, stride int64)
// dst[:32] += shares[j]*b[j*stride:][:32], one j after another.
TEXT ·blend32AVX(SB), NOSPLIT, $0-40
	MOVQ n+0(FP), CX
	MOVQ dst+8(FP), DI
	MOVQ shares+16(FP), SI
	MOVQ b+24(FP), BX
	MOVQ stride+32(FP), R8
	SHLQ $2, R8
	VMOVUPS (DI), Y0
	VMOVUPS 32(DI), Y1
	VMOVUPS 64(DI), Y2
	VMOVUPS 96(DI), Y3

blendloop:
	VBROADCASTSS (SI), Y15
	VMULPS (BX), Y15, Y4
	VMULPS 32(BX), Y15, Y5
	VMULPS 64(BX), Y15, Y6
	VMULPS 96(BX), Y15, Y7
	VADDPS Y4, Y0, Y0
	VADDPS Y5, Y1, Y1
	VADDPS Y6, Y2, Y2
	VADDPS Y7, Y3, Y3
	ADDQ   $4, SI
	ADDQ   R8, BX
	DECQ   CX
	JNZ    blendloop
	VMOVUPS Y0, (DI)
	VMOVUPS Y1, 32(DI)
	VMOVUPS Y2, 64(DI)
	VMOVUPS Y3, 96(DI)
	VZEROUPPER
	RET
