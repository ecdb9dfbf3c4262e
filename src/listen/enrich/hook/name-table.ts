// Given names that say man or woman by themselves, and those that say neither: the common ones of Russian and Polish.

/** Cyrillic, ё as е. Short forms that both men and women have stand under `either`. */
const russian = {
  male: `александр алексей анатолий андрей антон аркадий арсений артем артур богдан борис вадим валентин валерий василий
    виктор виталий владимир владислав всеволод вячеслав геннадий георгий герман глеб григорий давид даниил данил данила
    денис дмитрий евгений егор иван игорь илья кирилл константин кузьма лев леонид лука макар максим марат марк матвей
    михаил мирон назар никита николай олег павел петр платон прохор ринат родион роман руслан савва савелий святослав
    семен сергей станислав степан тарас тимофей тимур федор филипп фома эдуард юрий яков ярослав петя ваня коля дима
    леша сережа миша вова андрюша`,
  female: `александра алена алина алиса алла анастасия ангелина анна антонина валентина валерия варвара василиса вера
    вероника виктория галина дарья диана ева евгения екатерина елена елизавета жанна зинаида зоя инна ирина карина кира
    клавдия кристина ксения лариса лидия лилия любовь людмила маргарита марина мария милана надежда наталья наталия
    нина нинель оксана олеся ольга полина раиса регина римма светлана софия софья таисия тамара татьяна ульяна эвелина
    эльвира эмма юлия яна аня маша даша катя лена наташа оля таня ира света адель рахиль эсфирь николь`,
  either: "саша женя валя слава паша шура мишель никола микита андреа лука",
};

const polish = {
  male: `adam adrian aleksander andrzej antoni arkadiusz artur bartłomiej bartosz bogdan bogusław bolesław damian daniel
    dariusz dawid dominik edward eryk eugeniusz filip franciszek grzegorz henryk hubert igor ireneusz jacek jakub jan
    janusz jarosław jerzy józef kacper kajetan kamil karol kazimierz konrad krzysztof krystian leszek lech łukasz maciej
    maksymilian marcel marcin marek mariusz mateusz michał mieczysław mikołaj miłosz miron norbert oliwier oskar patryk
    paweł piotr przemysław radosław rafał robert roman ryszard sebastian sławomir stanisław stefan szymon tadeusz tomasz
    tymoteusz waldemar wiesław wiktor witold władysław wojciech zbigniew zdzisław zenon kuba barnaba kosma`,
  female: `agata agnieszka aleksandra alicja amelia aneta anita anna antonina barbara beata bogumiła bożena danuta daria
    dominika dorota edyta elżbieta emilia ewa ewelina gabriela genowefa grażyna halina hanna helena ilona irena iwona
    izabela jadwiga janina joanna jolanta julia justyna kamila karolina katarzyna kinga klaudia krystyna laura lena
    lidia lucyna łucja magdalena maja małgorzata maria marianna marlena marta martyna marzena milena monika natalia
    nikola nina ola oliwia patrycja paulina regina renata roksana sabina stanisława stefania sylwia teresa urszula
    wanda weronika wiesława wiktoria zofia zuzanna`,
  either: "sasza andrea nicola luca mattia joshua elia",
};

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

const setsOf = ({ male, female, either }: typeof russian) => ({
  male: words(male),
  female: words(female),
  either: words(either),
});

/** By language; a name that stands in two lists of one language says neither. */
export const givenNames = { ru: setsOf(russian), pl: setsOf(polish) } as const;
