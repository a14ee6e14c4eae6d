#include "textflag.h"

// The constants of softmax.go, as float32.
DATA below<>+0(SB)/4, $-17.0
DATA below<>+4(SB)/4, $1.44269504
DATA below<>+8(SB)/4, $0.5
DATA below<>+12(SB)/4, $0.693359375
DATA below<>+16(SB)/4, $-2.12194440e-4
DATA below<>+20(SB)/4, $1.9875691500e-4
DATA below<>+24(SB)/4, $1.3981999507e-3
DATA below<>+28(SB)/4, $8.3334519073e-3
DATA below<>+32(SB)/4, $4.1665795894e-2
DATA below<>+36(SB)/4, $1.6666665459e-1
DATA below<>+40(SB)/4, $5.0000001201e-1
DATA below<>+44(SB)/4, $1.0
DATA below<>+48(SB)/4, $127
GLOBL below<>(SB), RODATA|NOPTR, $52

// func expBelowAVX(n int64, v *float32, top float32)
// v = expBelow(v-top); n is a multiple of 8, above 0.
TEXT ·expBelowAVX(SB), NOSPLIT, $0-20
	MOVQ n+0(FP), CX
	MOVQ v+8(FP), DI
	VBROADCASTSS top+16(FP), Y15
	VBROADCASTSS below<>+0(SB), Y14
	VBROADCASTSS below<>+4(SB), Y13
	VBROADCASTSS below<>+8(SB), Y12
	VBROADCASTSS below<>+12(SB), Y11
	VBROADCASTSS below<>+16(SB), Y10
	VBROADCASTSS below<>+20(SB), Y9
	VBROADCASTSS below<>+24(SB), Y8
	VBROADCASTSS below<>+28(SB), Y7
	VBROADCASTSS below<>+44(SB), Y6

expbelowloop:
	VMOVUPS (DI), Y0
	VSUBPS Y15, Y0, Y0
	VCMPPS $13, Y14, Y0, Y5 // 1s where x >= -17
	VMULPS Y13, Y0, Y1
	VSUBPS Y12, Y1, Y1
	VCVTTPS2DQ Y1, Y4
	VCVTDQ2PS Y4, Y1
	VMULPS Y11, Y1, Y2
	VSUBPS Y2, Y0, Y0
	VMULPS Y10, Y1, Y2
	VSUBPS Y2, Y0, Y0
	VMULPS Y0, Y9, Y1
	VADDPS Y8, Y1, Y1
	VMULPS Y0, Y1, Y1
	VADDPS Y7, Y1, Y1
	VMULPS Y0, Y1, Y1
	VBROADCASTSS below<>+32(SB), Y2
	VADDPS Y2, Y1, Y1
	VMULPS Y0, Y1, Y1
	VBROADCASTSS below<>+36(SB), Y2
	VADDPS Y2, Y1, Y1
	VMULPS Y0, Y1, Y1
	VBROADCASTSS below<>+40(SB), Y2
	VADDPS Y2, Y1, Y1
	VMULPS Y0, Y1, Y1
	VMULPS Y0, Y1, Y1
	VADDPS Y0, Y1, Y1
	VADDPS Y6, Y1, Y1
	VPBROADCASTD below<>+48(SB), Y2
	VPADDD Y2, Y4, Y4
	VPSLLD $23, Y4, Y4
	VMULPS Y4, Y1, Y1
	VANDPS Y5, Y1, Y1
	VMOVUPS Y1, (DI)
	ADDQ $32, DI
	SUBQ $8, CX
	JNZ  expbelowloop
	VZEROUPPER
	RET

DATA tenth<>+0(SB)/4, $0.1
DATA tenth<>+4(SB)/4, $0.5
DATA tenth<>+8(SB)/4, $0x80000000
GLOBL tenth<>(SB), RODATA|NOPTR, $12

// func leakAVX(n int64, v *float32)
// v = max(v, v/10); n is a multiple of 8, above 0.
TEXT ·leakAVX(SB), NOSPLIT, $0-16
	MOVQ n+0(FP), CX
	MOVQ v+8(FP), DI
	VBROADCASTSS tenth<>+0(SB), Y15

leakloop:
	VMOVUPS (DI), Y0
	VMULPS Y15, Y0, Y1
	VMAXPS Y0, Y1, Y0
	VMOVUPS Y0, (DI)
	ADDQ $32, DI
	SUBQ $8, CX
	JNZ  leakloop
	VZEROUPPER
	RET

// func round8AVX(n int64, dst *int8, src *float32, unit float32)
// dst = src/unit, rounded away from 0; n is a multiple of 8, above 0.
TEXT ·round8AVX(SB), NOSPLIT, $0-28
	MOVQ n+0(FP), CX
	MOVQ dst+8(FP), DI
	MOVQ src+16(FP), SI
	VBROADCASTSS unit+24(FP), Y15
	VBROADCASTSS tenth<>+4(SB), Y14
	VBROADCASTSS tenth<>+8(SB), Y13

round8loop:
	VMOVUPS (SI), Y0
	VDIVPS Y15, Y0, Y0
	VANDPS Y13, Y0, Y1
	VORPS Y14, Y1, Y1
	VADDPS Y1, Y0, Y0
	VCVTTPS2DQ Y0, Y0
	VEXTRACTI128 $1, Y0, X1
	VPACKSSDW X1, X0, X0
	VPACKSSWB X0, X0, X0
	VMOVQ X0, (DI)
	ADDQ $32, SI
	ADDQ $8, DI
	SUBQ $8, CX
	JNZ  round8loop
	VZEROUPPER
	RET

// GATHER4 adds up the lanes of Y1 to Y4, each in the order of sumAVX, to (DX).
#define GATHER4 \
	VEXTRACTF128 $1, Y1, X0 ; \
	VADDPS X0, X1, X1 ; \
	VPERMILPD $1, X1, X0 ; \
	VADDPS X0, X1, X1 ; \
	VMOVSHDUP X1, X0 ; \
	VADDSS X0, X1, X1 ; \
	VMOVSS X1, 0(DX) ; \
	VEXTRACTF128 $1, Y2, X0 ; \
	VADDPS X0, X2, X2 ; \
	VPERMILPD $1, X2, X0 ; \
	VADDPS X0, X2, X2 ; \
	VMOVSHDUP X2, X0 ; \
	VADDSS X0, X2, X2 ; \
	VMOVSS X2, 4(DX) ; \
	VEXTRACTF128 $1, Y3, X0 ; \
	VADDPS X0, X3, X3 ; \
	VPERMILPD $1, X3, X0 ; \
	VADDPS X0, X3, X3 ; \
	VMOVSHDUP X3, X0 ; \
	VADDSS X0, X3, X3 ; \
	VMOVSS X3, 8(DX) ; \
	VEXTRACTF128 $1, Y4, X0 ; \
	VADDPS X0, X4, X4 ; \
	VPERMILPD $1, X4, X0 ; \
	VADDPS X0, X4, X4 ; \
	VMOVSHDUP X4, X0 ; \
	VADDSS X0, X4, X4 ; \
	VMOVSS X4, 12(DX) ; \
	VZEROUPPER

// func sum4AVX(n int64, src *float32, out *[4]float32)
// out = the sums of four rows of n floats, each in the order of sumAVX.
TEXT ·sum4AVX(SB), NOSPLIT, $0-24
	MOVQ n+0(FP), CX
	MOVQ src+8(FP), DI
	MOVQ out+16(FP), DX
	MOVQ CX, R9
	SHLQ $2, R9
	LEAQ (DI)(R9*2), R10
	ADDQ R9, R10
	VXORPS Y1, Y1, Y1
	VXORPS Y2, Y2, Y2
	VXORPS Y3, Y3, Y3
	VXORPS Y4, Y4, Y4

sum4loop:
	VADDPS (DI), Y1, Y1
	VADDPS (DI)(R9*1), Y2, Y2
	VADDPS (DI)(R9*2), Y3, Y3
	VADDPS (R10), Y4, Y4
	ADDQ $32, DI
	ADDQ $32, R10
	SUBQ $8, CX
	JNZ  sum4loop
	GATHER4
	RET

// func spread4AVX(n int64, src *float32, mean, out *[4]float32)
// out = the sums of (src-mean)^2 of four rows, each in the order of spreadAVX.
TEXT ·spread4AVX(SB), NOSPLIT, $0-32
	MOVQ n+0(FP), CX
	MOVQ src+8(FP), DI
	MOVQ mean+16(FP), SI
	MOVQ out+24(FP), DX
	MOVQ CX, R9
	SHLQ $2, R9
	LEAQ (DI)(R9*2), R10
	ADDQ R9, R10
	VBROADCASTSS 0(SI), Y12
	VBROADCASTSS 4(SI), Y13
	VBROADCASTSS 8(SI), Y14
	VBROADCASTSS 12(SI), Y15
	VXORPS Y1, Y1, Y1
	VXORPS Y2, Y2, Y2
	VXORPS Y3, Y3, Y3
	VXORPS Y4, Y4, Y4

spread4loop:
	VMOVUPS (DI), Y5
	VMOVUPS (DI)(R9*1), Y6
	VMOVUPS (DI)(R9*2), Y7
	VMOVUPS (R10), Y8
	VSUBPS Y12, Y5, Y5
	VSUBPS Y13, Y6, Y6
	VSUBPS Y14, Y7, Y7
	VSUBPS Y15, Y8, Y8
	VMULPS Y5, Y5, Y5
	VMULPS Y6, Y6, Y6
	VMULPS Y7, Y7, Y7
	VMULPS Y8, Y8, Y8
	VADDPS Y5, Y1, Y1
	VADDPS Y6, Y2, Y2
	VADDPS Y7, Y3, Y3
	VADDPS Y8, Y4, Y4
	ADDQ $32, DI
	ADDQ $32, R10
	SUBQ $8, CX
	JNZ  spread4loop
	GATHER4
	RET

// func normaffineAVX(n int64, dst, src *float32, mean, inv float32, gain, bias *float32)
// dst = (src-mean)*inv*gain + bias
TEXT ·normaffineAVX(SB), NOSPLIT, $0-48
	MOVQ n+0(FP), CX
	MOVQ dst+8(FP), DI
	MOVQ src+16(FP), SI
	VBROADCASTSS mean+24(FP), Y15
	VBROADCASTSS inv+28(FP), Y14
	MOVQ gain+32(FP), DX
	MOVQ bias+40(FP), R8
	XORQ AX, AX

normaffineloop:
	VMOVUPS (SI)(AX*4), Y0
	VSUBPS Y15, Y0, Y0
	VMULPS Y14, Y0, Y0
	VMULPS (DX)(AX*4), Y0, Y0
	VADDPS (R8)(AX*4), Y0, Y0
	VMOVUPS Y0, (DI)(AX*4)
	ADDQ $8, AX
	CMPQ AX, CX
	JLT  normaffineloop
	VZEROUPPER
	RET

// func topAVX(n int64, v *float32) float32
// the largest of v; n is a multiple of 8, above 0.
TEXT ·topAVX(SB), NOSPLIT, $0-20
	MOVQ n+0(FP), CX
	MOVQ v+8(FP), DI
	VMOVUPS (DI), Y1

toploop:
	VMAXPS (DI), Y1, Y1
	ADDQ $32, DI
	SUBQ $8, CX
	JNZ  toploop
	VEXTRACTF128 $1, Y1, X0
	VMAXPS X0, X1, X1
	VPERMILPD $1, X1, X0
	VMAXPS X0, X1, X1
	VMOVSHDUP X1, X0
	VMAXSS X0, X1, X1
	VMOVSS X1, ret+16(FP)
	VZEROUPPER
	RET

// func scaleAVX(n int64, v *float32, by float32)
// v *= by; n is a multiple of 8, above 0.
TEXT ·scaleAVX(SB), NOSPLIT, $0-20
	MOVQ n+0(FP), CX
	MOVQ v+8(FP), DI
	VBROADCASTSS by+16(FP), Y15

scaleloop:
	VMULPS (DI), Y15, Y0
	VMOVUPS Y0, (DI)
	ADDQ $32, DI
	SUBQ $8, CX
	JNZ  scaleloop
	VZEROUPPER
	RET

// func threeAVX(n int64, dst, a, b, c, wa, wb, wc *float32)
// dst = a*wa + b*wb + c*wc, added in this order; n is a multiple of 8, above 0.
TEXT ·threeAVX(SB), NOSPLIT, $0-64
	MOVQ n+0(FP), CX
	MOVQ dst+8(FP), DI
	MOVQ a+16(FP), SI
	MOVQ b+24(FP), DX
	MOVQ c+32(FP), R8
	MOVQ wa+40(FP), R9
	MOVQ wb+48(FP), R10
	MOVQ wc+56(FP), R11
	XORQ AX, AX

threeloop:
	VMOVUPS (SI)(AX*4), Y0
	VMOVUPS (DX)(AX*4), Y1
	VMOVUPS (R8)(AX*4), Y2
	VMULPS (R9)(AX*4), Y0, Y0
	VMULPS (R10)(AX*4), Y1, Y1
	VMULPS (R11)(AX*4), Y2, Y2
	VADDPS Y1, Y0, Y0
	VADDPS Y2, Y0, Y0
	VMOVUPS Y0, (DI)(AX*4)
	ADDQ $8, AX
	CMPQ AX, CX
	JLT  threeloop
	VZEROUPPER
	RET
