// Polish about the goods: quality, selection.
import type { Lines } from "../tongue.ts";

export const quality: Lines = {
  positive: [
    "{product} {it:jest|jest|jest|są} [bardzo dobrze|świetnie|solidnie] {it:wykonany|wykonana|wykonane|wykonane}",
    "jakość [świetna|super|lepsza, niż {me:myślałem|myślałam}|powyżej ceny]",
    "{product} {it:wygląda|wygląda|wygląda|wyglądają} [lepiej niż na zdjęciach|pięknie w naszym salonie|dokładnie jak na obrazku]",
    "[gruby|mocny|porządny] materiał, [nic się nie chwieje|widać, że na lata]",
    "używam [od trzech miesięcy|od pół roku|od roku] i [ani jednej rysy|dalej jak nowe]",
    "{me:złożyłem|złożyłam} w {minutes} {minutes:minutę|minuty|minut}, [wszystkie śruby na miejscu|wszystko pasowało]",
    "[żona|mama|córka|kotka] jest zachwycona jakością",
    "jestem {me:zadowolony|zadowolona} z {product_gen} [na sto procent|w pełni]",
  ],
  negative: [
    "{product} {it:zepsuł|zepsuła|zepsuło|zepsuły} się po [tygodniu|dwóch dniach|miesiącu]",
    "jakość [słaba|okropna|rozczarowuje|już nie ta|żadna]",
    "{product} {it:wygląda|wygląda|wygląda|wyglądają} [tandetnie|zupełnie inaczej niż na zdjęciu|jak z odpustu]",
    "kolor [zupełnie inny|o wiele ciemniejszy|nie ma nic wspólnego ze zdjęciem]",
    "[jedna noga|rączka|część] [odpadła|była złamana] [pierwszego dnia|po tygodniu]",
    "[rysy|wgniecenia|plamy] [od razu po wyjęciu|od samego początku]",
    "[pachnie|śmierdzi] [klejem|plastikiem|chemią] nawet po tygodniu",
    "[farba|powłoka] [się łuszczy|odchodzi|wyblakła] [już teraz|po paru tygodniach]",
    "{me:zawiodłem|zawiodłam} się na jakości, [nie jest warte tych pieniędzy|wszystko się chwieje]",
  ],
  neutral: [
    "jakość [średnia|w normie|zwykła|jak za {amount}]",
    "{product} {it:robi|robi|robi|robią} to, co {it:powinien|powinna|powinno|powinny}",
    "{product} trochę {it:mniejszy|mniejsza|mniejsze|mniejsze}, niż {me:myślałem|myślałam}",
    "materiał: [drewno i metal|bawełna|stal]",
  ],
  question: [
    "z czego {it:jest zrobiony|jest zrobiona|jest zrobione|są zrobione} {product}?",
    "czy {product_acc} można [myć w zmywarce|trzymać na dworze|używać w łazience]?",
    "jaka jest gwarancja na {product_acc}?",
    "[ile {it:waży|waży|waży|ważą}|jakie wymiary {it:ma|ma|ma|mają}] {product}?",
  ],
  sarcastic: [
    "[pierwsza klasa|arcydzieło]: {product} {it:wytrzymał|wytrzymała|wytrzymało|wytrzymały} [cały tydzień|prawie do kolacji]",
    "[gratuluję|brawo], pierwszy raz zamiast {product_gen} {me:dostałem|dostałam} puzzle",
  ],
};

export const selection: Lines = {
  positive: [
    "[ogromny|świetny|szeroki] wybór, [{me:znalazłem|znalazłam} wszystko|coś do każdego pokoju]",
    "[w końcu|nareszcie] sklep, w którym {it:jest|jest|jest|są} {product} [w moim rozmiarze|w więcej niż jednym kolorze|w każdym kolorze]",
    "[dużo|tyle] [wzorów|stylów|kolorów] do wyboru",
    "nowa [jesienna|wiosenna|skandynawska|kuchenna] kolekcja [przepiękna|cudo|w moim guście]",
    "[zawsze|za każdym razem] [jest coś nowego|są nowości]",
    "{me:znalazłem|znalazłam} dokładnie {it:taki|taką|takie|takie} {product_acc}, {it:jakiego|jakiej|jakiego|jakich} [od dawna {me:szukałem|szukałam}|nie było nigdzie indziej]",
  ],
  negative: [
    "[prawie niczego nie ma|połowy rzeczy nie ma] na stanie, [wszystko wyprzedane|a {me:chciałem|chciałam} zamówić więcej]",
    "{product_gen} nie ma [od tygodni|nigdzie|znowu]",
    "[słaby|mały|nudny] wybór [kolorów|rozmiarów|wzorów], [wszystko szare|sam beż]",
    "asortyment [kurczy się|jest coraz mniejszy] z [roku na rok|sezonu na sezon]",
    "[po co|nie rozumiem, czemu] wycofaliście [starą serię|moją ulubioną linię|wersję dębową]",
    "[ciągle to samo|nic nowego], asortyment bez zmian [od dwóch lat|od wiosny]",
    "{product} tylko [w białym kolorze|w jednym rozmiarze], [dla mnie bez sensu|szkoda]",
  ],
  neutral: [
    "wybór [średni|zwykły|jak w innych sklepach]",
    "{me:porównałem|porównałam} kilka modeli, zanim {me:wziąłem|wzięłam} {product_acc}",
    "{me:szukałem|szukałam} {product_gen}, {me:wziąłem|wzięłam} trzeci wariant",
    "[są rzeczy do kuchni i sypialni|jest z dziesięć modeli]",
  ],
  question: [
    "kiedy {product} znowu {it:będzie|będzie|będzie|będą} na stanie?",
    "czy {it:jest|jest|jest|są} {product} [z dębu|w kolorze niebieskim|w większym rozmiarze|w kolorze białym]?",
    "czy będzie nowa kolekcja [kuchenna|ogrodowa|dziecięca]?",
    "czy można zamówić {product_acc} na wymiar?",
  ],
  sarcastic: [
    "[pięćdziesiąt twarzy szarości|kolor dowolny, byle beżowy], [co za wybór|oczopląs gwarantowany]",
    "[imponujący|niesamowity] wybór rzeczy, których nie ma na stanie",
  ],
};
