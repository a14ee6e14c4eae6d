#include "textflag.h"

// Every kernel takes n, a multiple of 8 above 0, and works through arrays of
// that length eight floats at a time. Those that the program uses outside
// training round each product and sum by itself, as Go does.

DATA one<>+0(SB)/4, $1.0
DATA one<>+4(SB)/4, $1e-8
GLOBL one<>(SB), RODATA|NOPTR, $8

// dst += src
TEXT ·addAVX(SB), NOSPLIT, $0-24
	MOVQ n+0(FP), CX
	MOVQ dst+8(FP), DI
	MOVQ src+16(FP), SI

addloop:
	VMOVUPS (DI), Y0
	VADDPS (SI), Y0, Y0
	VMOVUPS Y0, (DI)
	ADDQ $32, DI
	ADDQ $32, SI
	SUBQ $8, CX
	JNZ  addloop
	VZEROUPPER
	RET

// dst += a*src
TEXT ·scaleAddAVX(SB), NOSPLIT, $0-28
	MOVQ n+0(FP), CX
	MOVQ dst+8(FP), DI
	MOVQ src+16(FP), SI
	VBROADCASTSS a+24(FP), Y15

scaleAddloop:
	VMULPS (SI), Y15, Y0
	VADDPS (DI), Y0, Y0
	VMOVUPS Y0, (DI)
	ADDQ $32, DI
	ADDQ $32, SI
	SUBQ $8, CX
	JNZ  scaleAddloop
	VZEROUPPER
	RET

// dst *= src
TEXT ·timesAVX(SB), NOSPLIT, $0-24
	MOVQ n+0(FP), CX
	MOVQ dst+8(FP), DI
	MOVQ src+16(FP), SI

timesloop:
	VMOVUPS (DI), Y0
	VMULPS (SI), Y0, Y0
	VMOVUPS Y0, (DI)
	ADDQ $32, DI
	ADDQ $32, SI
	SUBQ $8, CX
	JNZ  timesloop
	VZEROUPPER
	RET

// dst = a*b
TEXT ·timesToAVX(SB), NOSPLIT, $0-32
	MOVQ n+0(FP), CX
	MOVQ dst+8(FP), DI
	MOVQ a+16(FP), SI
	MOVQ b+24(FP), DX

timesToloop:
	VMOVUPS (SI), Y0
	VMULPS (DX), Y0, Y0
	VMOVUPS Y0, (DI)
	ADDQ $32, DI
	ADDQ $32, SI
	ADDQ $32, DX
	SUBQ $8, CX
	JNZ  timesToloop
	VZEROUPPER
	RET

// dst += a*b
TEXT ·timesAddAVX(SB), NOSPLIT, $0-32
	MOVQ n+0(FP), CX
	MOVQ dst+8(FP), DI
	MOVQ a+16(FP), SI
	MOVQ b+24(FP), DX

timesAddloop:
	VMOVUPS (SI), Y0
	VMULPS (DX), Y0, Y0
	VADDPS (DI), Y0, Y0
	VMOVUPS Y0, (DI)
	ADDQ $32, DI
	ADDQ $32, SI
	ADDQ $32, DX
	SUBQ $8, CX
	JNZ  timesAddloop
	VZEROUPPER
	RET

// dst += a*b*c
TEXT ·timesAdd3AVX(SB), NOSPLIT, $0-40
	MOVQ n+0(FP), CX
	MOVQ dst+8(FP), DI
	MOVQ a+16(FP), SI
	MOVQ b+24(FP), DX
	MOVQ c+32(FP), R8

timesAdd3loop:
	VMOVUPS (SI), Y0
	VMULPS (DX), Y0, Y0
	VMULPS (R8), Y0, Y0
	VADDPS (DI), Y0, Y0
	VMOVUPS Y0, (DI)
	ADDQ $32, DI
	ADDQ $32, SI
	ADDQ $32, DX
	ADDQ $32, R8
	SUBQ $8, CX
	JNZ  timesAdd3loop
	VZEROUPPER
	RET

// dst = z + f*(prev-z)
TEXT ·mixAVX(SB), NOSPLIT, $0-40
	MOVQ n+0(FP), CX
	MOVQ dst+8(FP), DI
	MOVQ prev+16(FP), SI
	MOVQ z+24(FP), DX
	MOVQ f+32(FP), R8

mixloop:
	VMOVUPS (SI), Y0
	VMOVUPS (DX), Y1
	VSUBPS Y1, Y0, Y0
	VMULPS (R8), Y0, Y0
	VADDPS Y1, Y0, Y0
	VMOVUPS Y0, (DI)
	ADDQ $32, DI
	ADDQ $32, SI
	ADDQ $32, DX
	ADDQ $32, R8
	SUBQ $8, CX
	JNZ  mixloop
	VZEROUPPER
	RET

// mix backwards: dz = d*(1-f), df = d*(prev-z)*f*(1-f), dprev += d*f
TEXT ·unmixAVX(SB), NOSPLIT, $0-64
	MOVQ n+0(FP), CX
	MOVQ dz+8(FP), DI
	MOVQ df+16(FP), SI
	MOVQ dprev+24(FP), DX
	MOVQ d+32(FP), R8
	MOVQ prev+40(FP), R9
	MOVQ z+48(FP), R10
	MOVQ f+56(FP), R11
	VBROADCASTSS one<>+0(SB), Y15

unmixloop:
	VMOVUPS (R8), Y0
	VMOVUPS (R11), Y1
	VSUBPS Y1, Y15, Y2
	VMULPS Y0, Y2, Y3
	VMOVUPS Y3, (DI)
	VMULPS Y0, Y1, Y4
	VMOVUPS (R9), Y5
	VSUBPS (R10), Y5, Y5
	VMULPS Y5, Y3, Y3
	VMULPS Y1, Y3, Y3
	VMOVUPS Y3, (SI)
	VADDPS (DX), Y4, Y4
	VMOVUPS Y4, (DX)
	ADDQ $32, DI
	ADDQ $32, SI
	ADDQ $32, DX
	ADDQ $32, R8
	ADDQ $32, R9
	ADDQ $32, R10
	ADDQ $32, R11
	SUBQ $8, CX
	JNZ  unmixloop
	VZEROUPPER
	RET

// backwards through r*c: dr = d*c*r*(1-r), dc = d*r
TEXT ·ungateAVX(SB), NOSPLIT, $0-48
	MOVQ n+0(FP), CX
	MOVQ dr+8(FP), DI
	MOVQ dc+16(FP), SI
	MOVQ d+24(FP), DX
	MOVQ c+32(FP), R8
	MOVQ r+40(FP), R9
	VBROADCASTSS one<>+0(SB), Y15

ungateloop:
	VMOVUPS (DX), Y0
	VMULPS (R9), Y0, Y0
	VMOVUPS Y0, (SI)
	VMULPS (R8), Y0, Y0
	VSUBPS (R9), Y15, Y1
	VMULPS Y1, Y0, Y0
	VMOVUPS Y0, (DI)
	ADDQ $32, DI
	ADDQ $32, SI
	ADDQ $32, DX
	ADDQ $32, R8
	ADDQ $32, R9
	SUBQ $8, CX
	JNZ  ungateloop
	VZEROUPPER
	RET

// dst = src*gain + bias
TEXT ·affineAVX(SB), NOSPLIT, $0-40
	MOVQ n+0(FP), CX
	MOVQ dst+8(FP), DI
	MOVQ src+16(FP), SI
	MOVQ gain+24(FP), DX
	MOVQ bias+32(FP), R8

affineloop:
	VMOVUPS (SI), Y0
	VMULPS (DX), Y0, Y0
	VADDPS (R8), Y0, Y0
	VMOVUPS Y0, (DI)
	ADDQ $32, DI
	ADDQ $32, SI
	ADDQ $32, DX
	ADDQ $32, R8
	SUBQ $8, CX
	JNZ  affineloop
	VZEROUPPER
	RET

// dst = (src-mean)*inv
TEXT ·normaliseAVX(SB), NOSPLIT, $0-32
	MOVQ n+0(FP), CX
	MOVQ dst+8(FP), DI
	MOVQ src+16(FP), SI
	VBROADCASTSS mean+24(FP), Y15
	VBROADCASTSS inv+28(FP), Y14

normaliseloop:
	VMOVUPS (SI), Y0
	VSUBPS Y15, Y0, Y0
	VMULPS Y14, Y0, Y0
	VMOVUPS Y0, (DI)
	ADDQ $32, DI
	ADDQ $32, SI
	SUBQ $8, CX
	JNZ  normaliseloop
	VZEROUPPER
	RET

// dx += inv*(d*gain - s1 - hat*s2)
TEXT ·unnormAVX(SB), NOSPLIT, $0-52
	MOVQ n+0(FP), CX
	MOVQ dx+8(FP), DI
	MOVQ d+16(FP), SI
	MOVQ gain+24(FP), DX
	MOVQ hat+32(FP), R8
	VBROADCASTSS inv+40(FP), Y15
	VBROADCASTSS s1+44(FP), Y14
	VBROADCASTSS s2+48(FP), Y13

unnormloop:
	VMOVUPS (SI), Y0
	VMULPS (DX), Y0, Y0
	VSUBPS Y14, Y0, Y0
	VMULPS (R8), Y13, Y1
	VSUBPS Y1, Y0, Y0
	VMULPS Y15, Y0, Y0
	VADDPS (DI), Y0, Y0
	VMOVUPS Y0, (DI)
	ADDQ $32, DI
	ADDQ $32, SI
	ADDQ $32, DX
	ADDQ $32, R8
	SUBQ $8, CX
	JNZ  unnormloop
	VZEROUPPER
	RET

// one step of Adam; b1 and b2 are what is kept, c1 and c2 what is taken of the new
TEXT ·adamAVX(SB), NOSPLIT, $0-64
	MOVQ n+0(FP), CX
	MOVQ val+8(FP), DI
	MOVQ grad+16(FP), SI
	MOVQ mean+24(FP), DX
	MOVQ sq+32(FP), R8
	VBROADCASTSS scale+40(FP), Y15
	VBROADCASTSS rate+44(FP), Y14
	VBROADCASTSS b1+48(FP), Y13
	VBROADCASTSS b2+52(FP), Y12
	VBROADCASTSS c1+56(FP), Y11
	VBROADCASTSS c2+60(FP), Y10
	VBROADCASTSS one<>+4(SB), Y9

adamloop:
	VMULPS (SI), Y15, Y0
	VMULPS (DX), Y13, Y1
	VMULPS Y0, Y11, Y2
	VADDPS Y2, Y1, Y1
	VMOVUPS Y1, (DX)
	VMULPS Y0, Y0, Y0
	VMULPS Y10, Y0, Y0
	VMULPS (R8), Y12, Y2
	VADDPS Y2, Y0, Y0
	VMOVUPS Y0, (R8)
	VSQRTPS Y0, Y0
	VADDPS Y9, Y0, Y0
	VMULPS Y14, Y1, Y1
	VDIVPS Y0, Y1, Y1
	VMOVUPS (DI), Y2
	VSUBPS Y1, Y2, Y2
	VMOVUPS Y2, (DI)
	VXORPS Y2, Y2, Y2
	VMOVUPS Y2, (SI)
	ADDQ $32, DI
	ADDQ $32, SI
	ADDQ $32, DX
	ADDQ $32, R8
	SUBQ $8, CX
	JNZ  adamloop
	VZEROUPPER
	RET

// sum of src: eight sums side by side, then their sum
TEXT ·sumAVX(SB), NOSPLIT, $0-20
	MOVQ n+0(FP), CX
	MOVQ src+8(FP), DI
	VXORPS Y1, Y1, Y1

sumloop:
	VADDPS (DI), Y1, Y1
	ADDQ $32, DI
	SUBQ $8, CX
	JNZ  sumloop
	VEXTRACTF128 $1, Y1, X0
	VADDPS X0, X1, X1
	VPERMILPD $1, X1, X0
	VADDPS X0, X1, X1
	VMOVSHDUP X1, X0
	VADDSS X0, X1, X1
	VMOVSS X1, ret+16(FP)
	VZEROUPPER
	RET

// sum of (src-mean)^2: eight sums side by side, then their sum
TEXT ·spreadAVX(SB), NOSPLIT, $0-28
	MOVQ n+0(FP), CX
	MOVQ src+8(FP), DI
	VBROADCASTSS mean+16(FP), Y15
	VXORPS Y1, Y1, Y1

spreadloop:
	VMOVUPS (DI), Y0
	VSUBPS Y15, Y0, Y0
	VMULPS Y0, Y0, Y0
	VADDPS Y0, Y1, Y1
	ADDQ $32, DI
	SUBQ $8, CX
	JNZ  spreadloop
	VEXTRACTF128 $1, Y1, X0
	VADDPS X0, X1, X1
	VPERMILPD $1, X1, X0
	VADDPS X0, X1, X1
	VMOVSHDUP X1, X0
	VADDSS X0, X1, X1
	VMOVSS X1, ret+24(FP)
	VZEROUPPER
	RET

// sum of a*b: eight sums side by side, then their sum
TEXT ·dotAVX(SB), NOSPLIT, $0-28
	MOVQ n+0(FP), CX
	MOVQ a+8(FP), DI
	MOVQ b+16(FP), SI
	VXORPS Y1, Y1, Y1

dotloop:
	VMOVUPS (DI), Y0
	VMULPS (SI), Y0, Y0
	VADDPS Y0, Y1, Y1
	ADDQ $32, DI
	ADDQ $32, SI
	SUBQ $8, CX
	JNZ  dotloop
	VEXTRACTF128 $1, Y1, X0
	VADDPS X0, X1, X1
	VPERMILPD $1, X1, X0
	VADDPS X0, X1, X1
	VMOVSHDUP X1, X0
	VADDSS X0, X1, X1
	VMOVSS X1, ret+24(FP)
	VZEROUPPER
	RET

// largest of |src|
TEXT ·peakAVX(SB), NOSPLIT, $0-20
	MOVQ n+0(FP), CX
	MOVQ src+8(FP), DI
	VXORPS Y1, Y1, Y1

peakloop:
	VMOVUPS (DI), Y0
	VXORPS Y2, Y2, Y2
	VSUBPS Y0, Y2, Y2
	VMAXPS Y2, Y0, Y0
	VMAXPS Y0, Y1, Y1
	ADDQ $32, DI
	SUBQ $8, CX
	JNZ  peakloop
	VEXTRACTF128 $1, Y1, X0
	VMAXPS X0, X1, X1
	VPERMILPD $1, X1, X0
	VMAXPS X0, X1, X1
	VMOVSHDUP X1, X0
	VMAXSS X0, X1, X1
	VMOVSS X1, ret+16(FP)
	VZEROUPPER
	RET
