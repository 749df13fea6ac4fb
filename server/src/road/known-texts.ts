/**
 * Fingerprints of every four words in a row (similarity.ts) of the permission texts that circulate in a well-known guide: whoever hands
 * those in hands in what many others did. The texts themselves are not here.
 */
export const KNOWN_TEXTS: ReadonlySet<string> = new Set(
  `
101qb5n 103u49o 10jvrbe 10mlf12 10yv69u 1120qs7 115kntp 11qgos0 1211ul8 122h6f6 122v04z 12369js 126hmru 129fj8t
12h0w6d 12i59lc 12jf6dq 12lv9ff 12tdoa0 12wzhuk 13b1xia 13ef9x8 13jterz 13kfpdt 13l59de 13p4464 13tb8sx 13tcmb 13ylb2y
148gw3b 149j94c 14bc4es 14grzf 14iz98r 14to15p 14ujv6e 14w95pn 15275we 152ou7v 159f5a1 15bu0ho 15c171s 15cb43d 15lerqo
163yrqz 1648fex 165o0mg 16670yk 16e6dmd 16f90oe 16hlk51 16ixo6f 16k3mbl 16xnnmc 16yqf8 176n8nk 17a0wej 17rwk8 17si7hq
17uewo1 1817bgf 18684it 18c0v0n 18eshb0 18gw6l7 18jllt3 19439j 19h9tv7 19iz6s7 19pqyos 19zfxkn 1a2be7m 1a41q7w 1a6jip2
1af7qsb 1akzej9 1b8z4b8 1b9rj91 1bex7k 1blv2z9 1bonur2 1c3qrzr 1c73lv7 1c95pqb 1cbfgkb 1cgfr0e 1co6uhz 1d02es0 1d0hicx
1dknsuf 1dku4gb 1dnqdj9 1duxxaz 1dxibwc 1dxxlby 1e2mr3o 1e30ay1 1e5a8jf 1e619oi 1eovfy1 1f2xgrq 1f5l1ad 1f5u2w7
1fdv4cf 1fegv4x 1fhihte 1fvp5z0 1fw4c6e 1g05csi 1gbas8f 1gbcxg1 1gcqxsq 1gdbpok 1gg0co6 1gqph2z 1gsqyxb 1h2491l
1h2ftws 1hi7o1m 1hnm8vm 1hr8ser 1hsu9m3 1hwt1ce 1i5q5sd 1i605v0 1ij56z4 1im3bda 1iq3a1r 1j6wb90 1j89be 1juavad 1jv9ddk
1krbfms 1ks5uua 1kw0y70 1kykc70 1lf9tje 1lnp6qy 1lnpwdq 1loqlrt 1lxzlka 1m4qz0u 1muqly1 1nb4lum 1ncis5j 1nk6r78
1nljm6d 1nmukcl 1o4cdb0 1obfvyq 1ofgety 1ofksqt 1om8gia 1p2q5fy 1p2rau0 1p2s8lp 1p9iwf5 1pwk1a3 1q6pmtd 1qvjvtp
1qvwobm 1qya3k1 1r2voti 1raj24b 1reelcj 1rq56dy 1rt92lu 1ruw8do 1s9ml02 1sewf92 1t1oosd 1t1rtnp 1t334p2 1t7esex
1tfzfhz 1tplrol 1tqu73s 1tsv3rv 1tzwzex 1ua2419 1ue8aus 1uggul9 1uvyj32 1vk0oj 1vz1ezr 1w0og7y 1w3qk36 1w68tdy 1w6j6mc
1w7j67o 1wja43b 1wlklv9 1wmjc7s 1wn4okn 1woth0p 1ws3wua 1x25b1t 1x2kamy 1xfpl2y 1xjk2at 1xlm1f2 1xm03cl 1xn9n6l
1xuvawl 1xwfdei 1xzqs56 1y2arl 1yho62f 1yr98d4 1yrz74l 1ys9x3r 1yw9k84 20i1lv 28b2nr 2c4gu4 2gf5dr 2itd4w 2l4wlp
2ssm54 2z39px 329goo 33h4lq 39expa 3cjbkh 3hezia 3lw2kp 3nun70 3pjw2w 3t2kkc 3zggj9 43ve1q 45od9x 4d9azm 4neu1f 4x23jh
51e8ue 5a32jv 5gwghh 5rhr5s 5t2re6 5zlrym 64yx72 67sjv7 683v7r 698nyi 6eqi5z 6tjbb6 6xcn1l 771npm 772y1t 7ihqjj 7pd7z0
7pirl3 82v9sr 8brlm4 8ch34w 8hxcqk 8t2xws 8xxtza 9j9cj 9k5nvg a0lmd4 aeoghk ajemia bf1xj1 bll1ep bnehyh bnidu2 bwdjs0
bx1vif c73uts cgo1sj cmtwln d4zxtf dak9dd dcc582 dios7b dqi2m6 dte2hy e193x4 eqw6hr ff1t2t fndb6v fpwx9r fqudyr ftjxeo
fwhy9a fxz1e9 g229k6 g7tyt2 gf6dfa gix3xn gl6x5t gmrz21 h5fuzh haf28g hgsqka hq70e6 hrrv9g hvzsve i59yqc idxa3o ig0mfa
iv4is4 iy4oln iycu53 j1enz1 j28nix jazcfq jds1kj jiel2n js10xb jw1qgp k9vjte kaneez kcf80l kkkt88 krr3d2 kyy07y l25jrs
l81ht0 ldxd2p lp44vn lqa4ki lud38w lupljz mgd2lf mjyqd3 mma6pg mpv98w mwp780 n3p7dk n6pbfi n7mwmh nz93b7 o56ywq o7i5q4
o96voo ocae ogqay5 onew74 ozoouh p9c8zm pq7y2d pqejq6 puii3g q2nqa4 qagylh qcts6i qh2aqu quz1z2 qwdyk4 qycca3 r0lkig
r413wj r54gvm r6cxcz rh5q68 rjoewm rox53u rrggi2 rrs4rq rt097c s8sys0 sdg6eq si8tqw sren1d symauy t02tna t0wzy8 t21231
t7m12g tc1ytk tg3oe2 tgvqz tkprp5 u4d8bj u7shgh uc6zyu ullxwj uyqfbn v4daep v8xn81 vcz9y viymie vxgetc vy3sck wg6owu
wlkvkm wloaen wsp4o5 wx09tr wyi0qv x2cj7g xxrlwt xzpxx8 y8h5z0 ymeqd4 yvrzpz z274bx z6euop zk1ftj zq3lrh ztml4u zwlcxl
`
    .trim()
    .split(/\s+/),
)
