// Area codes of countries where a number tells more than the country: "codes | region | zone", the region and the zone
// of those who got the number there. A code that covers two clocks names both. Numbers of mobile networks that belong
// to no region (7 9xx) stand nowhere. Sources: the national numbering plans of RU, PL, US and CA (NANP), BR, AU.

/** Rows by country. Without a zone, the country's only one. */
export const areaTable: Readonly<Record<string, string>> = {
  RU: `
301|Buryatia|Asia/Irkutsk; 302|Zabaykalsky Krai|Asia/Chita; 341|Udmurtia|Europe/Samara; 342|Perm Krai|Asia/Yekaterinburg;
343|Sverdlovsk Oblast|Asia/Yekaterinburg; 345|Tyumen Oblast|Asia/Yekaterinburg; 346|Khanty-Mansi|Asia/Yekaterinburg;
347|Bashkortostan|Asia/Yekaterinburg; 349|Yamalo-Nenets|Asia/Yekaterinburg; 351|Chelyabinsk Oblast|Asia/Yekaterinburg;
352|Kurgan Oblast|Asia/Yekaterinburg; 353|Orenburg Oblast|Asia/Yekaterinburg; 381|Omsk Oblast|Asia/Omsk;
382|Tomsk Oblast|Asia/Tomsk; 383|Novosibirsk Oblast|Asia/Novosibirsk; 384|Kemerovo Oblast|Asia/Novokuznetsk;
385|Altai Krai|Asia/Barnaul; 388|Altai Republic|Asia/Barnaul; 390|Khakassia|Asia/Krasnoyarsk;
391|Krasnoyarsk Krai|Asia/Krasnoyarsk; 394|Tuva|Asia/Krasnoyarsk; 395|Irkutsk Oblast|Asia/Irkutsk;
401|Kaliningrad Oblast|Europe/Kaliningrad; 411|Yakutia|Asia/Yakutsk Asia/Vladivostok Asia/Srednekolymsk;
413|Magadan Oblast|Asia/Magadan; 415|Kamchatka Krai|Asia/Kamchatka; 416|Amur Oblast|Asia/Yakutsk;
421|Khabarovsk Krai|Asia/Vladivostok; 423|Primorsky Krai|Asia/Vladivostok; 424|Sakhalin Oblast|Asia/Sakhalin;
426|Jewish Autonomous Oblast|Asia/Vladivostok; 427|Chukotka|Asia/Anadyr; 471|Kursk Oblast|Europe/Moscow;
472|Belgorod Oblast|Europe/Moscow; 473|Voronezh Oblast|Europe/Moscow; 474|Lipetsk Oblast|Europe/Moscow;
475|Tambov Oblast|Europe/Moscow; 481|Smolensk Oblast|Europe/Moscow; 482|Tver Oblast|Europe/Moscow;
483|Bryansk Oblast|Europe/Moscow; 484|Kaluga Oblast|Europe/Moscow; 485|Yaroslavl Oblast|Europe/Moscow;
486|Oryol Oblast|Europe/Moscow; 487|Tula Oblast|Europe/Moscow; 491|Ryazan Oblast|Europe/Moscow;
492|Vladimir Oblast|Europe/Moscow; 493|Ivanovo Oblast|Europe/Moscow; 494|Kostroma Oblast|Europe/Moscow;
495 499|Moscow|Europe/Moscow; 496 498|Moscow Oblast|Europe/Moscow; 811|Pskov Oblast|Europe/Moscow;
812|Saint Petersburg|Europe/Moscow; 813|Leningrad Oblast|Europe/Moscow; 814|Karelia|Europe/Moscow;
815|Murmansk Oblast|Europe/Moscow; 816|Novgorod Oblast|Europe/Moscow; 817 820|Vologda Oblast|Europe/Moscow;
818|Arkhangelsk Oblast|Europe/Moscow; 821|Komi|Europe/Moscow; 831|Nizhny Novgorod Oblast|Europe/Moscow;
833|Kirov Oblast|Europe/Kirov; 834|Mordovia|Europe/Moscow; 835|Chuvashia|Europe/Moscow; 836|Mari El|Europe/Moscow;
841|Penza Oblast|Europe/Moscow; 842|Ulyanovsk Oblast|Europe/Ulyanovsk; 843 855|Tatarstan|Europe/Moscow;
844|Volgograd Oblast|Europe/Volgograd; 845|Saratov Oblast|Europe/Saratov; 846 848|Samara Oblast|Europe/Samara;
847|Kalmykia|Europe/Moscow; 851|Astrakhan Oblast|Europe/Astrakhan; 861 862|Krasnodar Krai|Europe/Moscow;
863|Rostov Oblast|Europe/Moscow; 865 879|Stavropol Krai|Europe/Moscow; 866|Kabardino-Balkaria|Europe/Moscow;
867|North Ossetia|Europe/Moscow; 871|Chechnya|Europe/Moscow; 872|Dagestan|Europe/Moscow; 873|Ingushetia|Europe/Moscow;
877|Adygea|Europe/Moscow; 878|Karachay-Cherkessia|Europe/Moscow`,
  PL: `
12 14 18|Lesser Poland; 13 16 17|Subcarpathia; 15|Subcarpathia; 22 23 24 25 29 48|Masovia; 32 33 34|Silesia;
41|Holy Cross; 42 43 44 46|Łódź; 52 54 56|Kuyavia-Pomerania; 55 89 87|Warmia-Masuria; 58 59|Pomerania;
61 62 63|Greater Poland; 68|Lubusz; 95|Lubusz; 67|Greater Poland; 65|Greater Poland; 71 74 75 76|Lower Silesia;
77|Opole; 81 82 83 84|Lublin; 85 86|Podlasie; 91 94|West Pomerania`,
  US: `
205 251 256 334 659 938|Alabama|America/Chicago; 907|Alaska|America/Anchorage;
480 520 602 623 928|Arizona|America/Phoenix; 327 479 501 870|Arkansas|America/Chicago;
209 213 279 310 323 341 350 408 415 424 442 510 530 559 562 619 626 628 650 657 661 669 707 714 747 760 805 818 820 831
840 858 909 916 925 949 951|California|America/Los_Angeles; 303 719 720 970 983|Colorado|America/Denver;
203 475 860 959|Connecticut|America/New_York; 302|Delaware|America/New_York;
202 771|District of Columbia|America/New_York; 448 850|Florida|America/New_York America/Chicago;
239 305 321 324 352 386 407 561 645 656 689 727 728 754 772 786 813 863 904 941 954|Florida|America/New_York;
229 404 470 478 678 706 762 770 912 943|Georgia|America/New_York; 808|Hawaii|Pacific/Honolulu;
208 986|Idaho|America/Boise America/Los_Angeles;
217 224 309 312 331 447 464 618 630 708 730 773 779 815 847 861 872|Illinois|America/Chicago;
219 812 930|Indiana|America/Indiana/Indianapolis America/Chicago;
260 317 463 574 765|Indiana|America/Indiana/Indianapolis; 319 515 563 641 712|Iowa|America/Chicago;
316 913|Kansas|America/Chicago; 620 785|Kansas|America/Chicago America/Denver; 502 859|Kentucky|America/New_York;
270 364 606|Kentucky|America/New_York America/Chicago; 225 318 337 504 985|Louisiana|America/Chicago;
207|Maine|America/New_York; 227 240 301 410 443 667|Maryland|America/New_York;
339 351 413 508 617 774 781 857 978|Massachusetts|America/New_York;
231 248 269 313 517 586 616 679 734 810 947 989|Michigan|America/Detroit; 906|Michigan|America/Detroit America/Menominee;
218 320 507 612 651 763 924 952|Minnesota|America/Chicago; 228 601 662 769|Mississippi|America/Chicago;
235 314 417 557 573 636 660 816 975|Missouri|America/Chicago; 406|Montana|America/Denver;
402 531|Nebraska|America/Chicago; 308|Nebraska|America/Chicago America/Denver;
702 725 775|Nevada|America/Los_Angeles; 603|New Hampshire|America/New_York;
201 551 609 640 732 848 856 862 908 973|New Jersey|America/New_York; 505 575|New Mexico|America/Denver;
212 315 329 332 347 363 516 518 585 607 624 631 646 680 716 718 838 845 914 917 929 934|New York|America/New_York;
252 336 472 704 743 828 910 919 980 984|North Carolina|America/New_York;
701|North Dakota|America/Chicago America/Denver;
216 220 234 283 326 330 380 419 436 440 513 567 614 740 937|Ohio|America/New_York;
405 539 572 580 918|Oklahoma|America/Chicago; 503 971|Oregon|America/Los_Angeles;
458 541|Oregon|America/Los_Angeles America/Boise;
215 223 267 272 412 445 484 570 582 610 717 724 814 835 878|Pennsylvania|America/New_York;
401|Rhode Island|America/New_York; 803 821 839 843 854 864|South Carolina|America/New_York;
605|South Dakota|America/Chicago America/Denver; 423 931|Tennessee|America/New_York America/Chicago;
865|Tennessee|America/New_York; 615 629 731 901|Tennessee|America/Chicago; 915|Texas|America/Denver;
210 214 254 281 325 346 361 409 430 432 469 512 682 713 726 737 806 817 830 832 903 936 940 945 956 972
979|Texas|America/Chicago; 385 435 801|Utah|America/Denver; 802|Vermont|America/New_York;
276 434 540 571 686 703 757 804 826 948|Virginia|America/New_York; 206 253 360 425 509 564|Washington|America/Los_Angeles;
304 681|West Virginia|America/New_York; 262 274 353 414 534 608 715 920|Wisconsin|America/Chicago;
307|Wyoming|America/Denver`,
  CA: `
368 403 587 780 825|Alberta|America/Edmonton; 604 672|British Columbia|America/Vancouver;
236 250 778|British Columbia|America/Vancouver America/Edmonton; 204 431 584|Manitoba|America/Winnipeg;
506|New Brunswick|America/Halifax; 709 879|Newfoundland and Labrador|America/St_Johns America/Halifax;
782 902|Nova Scotia and Prince Edward Island|America/Halifax;
226 249 289 343 365 382 416 437 519 548 613 647 683 705 742 753 905|Ontario|America/Toronto;
807|Ontario|America/Toronto America/Winnipeg;
263 354 367 418 438 450 468 514 579 581 819 873|Quebec|America/Toronto; 306 474 639|Saskatchewan|America/Regina`,
  BR: `
68|Acre|America/Rio_Branco; 69|Rondônia|America/Manaus; 95|Roraima|America/Manaus; 65 66|Mato Grosso|America/Manaus;
92|Amazonas|America/Manaus; 97|Amazonas|America/Manaus America/Rio_Branco; 67|Mato Grosso do Sul|America/Manaus;
11 12 13 14 15 16 17 18 19|São Paulo|America/Sao_Paulo; 21 22 24|Rio de Janeiro|America/Sao_Paulo;
27 28|Espírito Santo|America/Sao_Paulo; 31 32 33 34 35 37 38|Minas Gerais|America/Sao_Paulo;
41 42 43 44 45 46|Paraná|America/Sao_Paulo; 47 48 49|Santa Catarina|America/Sao_Paulo;
51 53 54 55|Rio Grande do Sul|America/Sao_Paulo; 61|Federal District|America/Sao_Paulo;
62 64|Goiás|America/Sao_Paulo; 63|Tocantins|America/Sao_Paulo; 71 73 74 75 77|Bahia|America/Sao_Paulo;
79|Sergipe|America/Sao_Paulo; 81 87|Pernambuco|America/Sao_Paulo America/Noronha; 82|Alagoas|America/Sao_Paulo;
83|Paraíba|America/Sao_Paulo; 84|Rio Grande do Norte|America/Sao_Paulo; 85 88|Ceará|America/Sao_Paulo;
86 89|Piauí|America/Sao_Paulo; 91 93 94|Pará|America/Sao_Paulo; 96|Amapá|America/Sao_Paulo;
98 99|Maranhão|America/Sao_Paulo`,
  AU: "2|New South Wales|Australia/Sydney; 3|Victoria and Tasmania|Australia/Melbourne; 7|Queensland|Australia/Brisbane",
};
