"""Grey literature for invented references: reports, acts, patents, software, newspapers, and further languages.

The layouts complete those of ``reference_layouts`` (same marks); the phrases complete ``reference_words``. A *tongue* is
a language whose references look like those of another one but for their words: Kazakh and Belarusian lists are printed
as Russian ones are, French ones much as English ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reference_words import choices, several

if TYPE_CHECKING:
    from reference_words import Words

REPORT = """
{org}. {rep}. {pl}: {pub}; {yr}<.|. {tail}>
{org}. {rep}. {pl}: {pub}; {yr} (<{ser}, No. |{ser} No. |Publication |Document |Doc. >{nr}).
{org} ({yr}). {rep}. {pl}: {pub}<.| (<Document |Report >{nr}).>
{org} ({yr}), {rep}, {ser}, {pub}, {pl}<.|, https://doi.org/{doi}.|, {url}.>
{org} ({yr}), {rep}, {pub}, {pl}<.|, {url} (accessed on {acc}).>
{org}, {yr}. {rep}<. {pl}: {pub}.|. {url}|. {tail}>
{org}. {rep}. {ge}<. |, |; >{yr}<.|. Доступно по ссылке: {url}. Ссылка активна на {acc}.|. URL: {url} (дата обращения: {acc}).| Available at: {url}>
{org}. {rep}. {ge} [{nr}]. {pl}: {pub}; {yr}.
{org}. {rep}. <{edn} |>{pl}: {pub}; {yr}. <{np} $S.|>
{org}. {rep}: {ge} / {orp}<. – |. — |. - |. >{pl}<: {pub}|>, {yr}<. – |. - |. >{np} $S.
{rep}: {ge}<./|. / |/| / >{orp}<. – |.- |. - |. >{pl}<: {pub}|>, {yr}<. – |. - |. >{np} $S.
{rep}<:| :> {ge} <(заключ.)|(промежуточ.)|(final)> : {no} / {orp} ; <рук.|рук. темы|науч. рук.|рук.:|ruk.|отв. исполн.> {re}<| ; исполн.: {xau}>. – {pl}, {yr}. – {np} $S. <– № ГР {id}.|>
{rep}<: |. >{ge} / <отв. ред.|под ред.|гл. ред.|ed. by|otv. red.> {ed}. – {pl} : {pub}, {yr}. – {np} $S.
{org}. {rep} / <отв. ред.|под ред.|сост.|ed. by> {ed}. – {pl} : {pub}, {yr}. – {np} $S.
{ge}. {rep}. {org}<. |, >{yr}<.|. {url}>
{ge} – {rep} – {yr} – <Утверждены|Одобрены|Разработаны> {tail}.
{ge} «{rep}»<. {pl}|>, {yr}<.|. URL: {url}|. {np} $S.>
{rep}. {orp}; {yr}. <{url}|Available from: {url}|{tail}>
{rep} (<{edn}|>). {orp}; {yr}. {url}
{org}. {rep}. {pl}: {pub}; {yr}. <Available from: {url} (accessed {acc})|https://doi.org/{doi}|Licence: CC BY-NC-SA 3.0 IGO>.
{org}: {rep}. {pl}<: {pub}|>, {yr}<.|. S. {pg}.>
{org} (<Hrsg.|Hg.|ed.|Ed.>) ({yr}): {rep}. {pl}<: {pub}|>.
{org} ({yr}): {rep}. {pl}. <Online: |URL: |Verfügbar unter: >{url} <(letzter Zugriff: {acc})|[Abruf: {acc}]|>
{org} {rep}. {pl}<: {pub}|>, {yr}.
{org} {rep}. {yr}<. {url}|.>
{org}. {rep}. {ct} {yr};{vo}<:|({is}):>{pg}.
{org}. {rep} // {ct}. {yr}. $N {is}. $P {pg}.
"""
LAW = """
{ge} <от|ot> {yr} <№|N> {nr} <«{ti}»|"{ti}"> (с изменениями и дополнениями)<.|. {tail}: {url}|. {tail}>
{ge} <от|ot> {yr} <№|N> {nr} <(ред. от {xday}) |>«{ti}»<.|> <[Электронный ресурс] |>// {tail}<.|. URL: {url} (дата обращения: {acc}).>
{ge} <от|ot> {yr} <№|N> {nr} (<ред. от {xday}|в ред. от {xday}|с изм. на {xday}>) {ti}<.| (утв. {tail}).| // {tail}.>
{ti} : {ge} от {yr} № {nr} // {ct}. – {yr2}. – № {is}. – <Ст.|С.> {pg}.
{ti}: {ge} от {yr} <г. |>№ {nr} <(ред. от {xday})|> // {tail}.
{ti} <(принята всенародным голосованием {yr})|(принят Государственной Думой {yr})|: принята всенародным голосованием {yr}|от {yr}> <(с изм. от {xday})|> // {ct}. {yr2}. <№ {is}|{xdm}>.
{org}. {ge} № {nr} от {yr} «{ti}»<.|. {pl}, {yr2}.|. URL: {url}>
{org}. {ge} от {yr} № {nr} «{ti}»<.|. Доступно: {url}. Ссылка активна на {acc}.>
{ge} от {yr} № {nr} {ti}. {ct}. {yr2}<. |, |;>{xdm}.
{ge} № {nr} от {yr} <«{ti}»|{ti}>. <{tail}.|>
{ge} «{ti}» № {nr} от {yr} <(ред. от {xday})|>.
{ge} от {yr} года № {nr} «{ti}»<.| // {ct}. – {yr2}. – № {is}. – Ст. {pg}.| // {ct}. – {yr2}. – № {is}. – 2/1901.>
{ge} «{ti}» <від|ад> {yr} р. № {nr} // {ct}. – {yr2}. – № {is}. – Ст. {pg}.
{ge} {yr} ж. № {nr} «{ti}».
{ti}, <Pub. L. No. |Pub. L. |Public Law >{nr}, <{tail} ({yr})|{yr}>.
{ti}, <c. {is}|{yr}|42 U.S.C. § {is} ({yr})>.
{ti}. {pl}: {pub}, {yr}.
{ge} "{ti}" <no.|No.|N> {nr} of {yr}<.|. (In {lang}).>
{ge} dated {yr} <No.|N|no.> {nr} <[{ti}]|“{ti}”|"{ti}">. <{lang}|(In {lang})|Available at: {url} (accessed {acc})>.
{ge} of {yr} N {nr} [{ti}]. <{lang}.|(In {lang}).|{url}>
[{ge} of {yr} No. {nr} “{ti}”]. {ct}. {yr2}. (In {lang}).
{ge} ot {yr} <g. |>N {nr} <«{ti}»|"{ti}"> [{tt}]. <Available at: {url}|{lang}>.
Об утверждении {no}: {ge} от {yr} № {nr}<.|. – {pl}, {yr2}. – {np} с.>
{ge} vom {yr} (BGBl. I S. {pg}).
Directive {nr} of the European Parliament and of the Council of {yr} {ti}. {ct}, L {is}, {pg}.
"""
THESIS = """
{au} {ti}<. |: >Дис<с|>. {ge}<. |, >{pl}<: {pub}|>, {yr}<.|. {np} $S.>
{au} {ti} : {ge} : {no} / {re}; [Место защиты: {pub}]. - {pl}, {yr}. - {np} $S.< : ил.|>
{au} {ti} : {ge} : <спец. |[спец.] >{no} «{sp}» / {re}. – {pl}, {yr}. – {np} $S.
{au} {ti} [{ge}]. {pl}; {yr}. <(In {lang}).|{lang}.|>
{au}. "{ti}." {ge}, {pub}, {yr}. <ProQuest ({id})|{url}>.
{au}. ({yr}). {ti} (Publication No. {id}) [{ge}, {pub}]. <ProQuest Dissertations and Theses Global.|{url}>
{au}. ({yr}). {ti} [{ge}, {pub}]. {url}
{au} ({yr}): {ti}. Univ.-{ge}, {pub}.
{au}: {ti}. {pl}, {pub}, {ge}, {yr}.
{au}, {ti}, {ge} <en psychologie|de sociologie|de médecine|in sociology|in Psychologie|of psychiatry>, {pub}, {yr}<, {np} p.|.>
{au} {ti}. {ge} по <психологии|социологии|психиатрии>. {pl}, {yr}.
{au}. {ti} ({ge}). {pl}: {pub}; {yr}. <{np} p.|>
{au} {ti}: {ge} <по специальности|спец.> {no}. {pl}: {pub}; {yr}. <{np} $S.|Доступно по: {url}>
{au} {ti}. <Автореферат|Avtoreferat|Abstract> {ge}. {pl}, {yr}. <{np} $S.|>
"""
PAPER = """
{au} {ti} // {ct} ({pl2}, {xday}<| г.>) <: сб. ст.|>. <– |>{pl}: {pub}, {yr}. <– |>$P {pg}.
{au} {ti}. <В сб.|В кн.|V sb.|V kn.|In>: {ct}. <Под ред. |Под общ. ред. |Под редакцией >{ed}. {pl}: {pub}<; |, >{yr}<: |. $P |. >{pg}.
{au} {ti}. <В кн.: |В сб.: |V sb.: |V kn.: >{ct}. {xday}; {pl2}<. {pl}: {pub}|>; {yr}. <$P |>{pg}.
{au}. {ti} [abstract]. <In: |>{ct}. {yr};{vo}(Suppl {is}):{pg}.
{au}. {ti}. <Paper presented at|Presented at|Poster presented at><: |: | the >{ct}; {xmd}, {yr}; {pl}.
{au}. ({yr}, <{xmd}|{xmonth}>). {ti} [<Paper presentation|Conference presentation|Poster>]. {ct}, {pl}.
{au}. {ti}. In: {ct}; {yr} {xmon} {is3}-{is4}; {pl}<.|. {pub}; {yr2}.><|p. {pg}.>
{au} {ti} // {ct}: <в 2 т.|в 3 ч.|в 2 ч.> / <под ред.|отв. ред.> {ed}. – {pl}: {pub}, {yr}. – <Т.|Ч.> {vo}. – $P {pg}.
{au} {ti}. <Presented at|Paper presented at>: {ct}; {xmd}, {yr}; {pl}.
{au} {ti} // {ct} (<г. |>{pl2}, {xspan}). <– |>{pl}: {pub}, {yr}. <– |>$P {pg}.
{au} {ti} [{tt}]. {ct} [{ctt}]. {pl}<: {pub}|>, {yr}<, pp. |. P. |: >{pg}. (In {lang}).
{au}, « {ti} », in {ed} (<dir.|éd.|éds.>), {ct}, {pl}, {pub}, {yr}, p. {pg}.
{au}, « {ti} », dans {ct}, {pl}, {pub}, {yr}, p. {pg}.
"""
ARTICLE = """
{au}, « {ti} », {ct}, <vol. |>{vo}, <n° |no |>{is}, {yr}, p. {pg}.
{au} ({yr}). {ti}. {ct}, {vo}({is}), {pg}.
{au}. {ti}. {ct}. {yr};{vo}({is}):{pg}.
{au}. {yr}. "{ti}." {ct} {vo}({is}): {pg}.
{au}. {yr}. “{ti}.” {ct} {vo}({is}):{pg}. <doi: {doi}|>
{au}. {yr}. ‘{ti}’. {ct} {vo}<, no. {is}|({is})|>: {pg}.
{au} ({yr}) {ti}. {ct} {vo}: {pg}.
{au}: {ti}, in: {ct} {vo} ({yr}), <H. {is}, |>S. {pg}.
{au}, {ti}, in: {ct} <Jg. |Bd. |>{vo} ({yr}), S. {pg}.
{au}. {ti} {sect}. {ct}. {yr};{vo}({is}):{pg}. <(In {lang})|>
{au} {ti} {sect} // {ct}. {yr}. $V {vo}. $N {is}. $P {pg}.
{au} {ti} {sect}. {ct} = {ctt}. {yr};{vo}({is}):{pg}. (<In|in> {lang})<.|. https://doi.org/{doi}>
{au} {ti}. {ct} <=|/| – > {ctt}. {yr}; {vo} ({is}): {pg}. <(In {lang})|{lang}|>
{au} {ti} // {ct}. <–|—> {yr}. <–|—> $N {is}. <–|—> $P {pg}.
"""
BOOK = """
{ti} / <гл. ред.:|гл. ред.|науч. ред.|отв. ред.> {ed}<. - |. – >{edn} - {pl} : {pub}, {yr}. - {np} $S. <- (Серия «{ser}»).|- (Серия: {ser}).|>
{au} {ti} / <пер. с англ. |пер. с нем. |пер. с англ.; пер. >{tr}. {edn} {pl}: {pub}, {yr}. {np} $S.<: ил.|> <(Сер. «{ser}»).|(Серия «{ser}»).|> <ISBN {id}.|>
{au} {ti}. <{ser}.|> {pl}: {pub}, {yr}. <– Текст : непосредственный.|ISBN {id}.|>
{au} {ti} : {ge}. – {pl} : {pub}, {yr}. – {np} $S. – Текст : <электронный // ЭБС Юрайт [сайт]|непосредственный>. <– URL: {url} (дата обращения: {acc}).|>
{au}: {ti}. <{edn} |>{pl}: {pub} {yr}<.|, S. {pg}.>
{au}, {ti}, <{edn}, |>{pl} {yr}<.|, S. {pg}.>
{au}, {ti}, {pl}, {pub}, <« {ser} », |coll. « {ser} », |>{yr}<.|, {np} p.>
{au} {ti}. {rep}. {pl}: {pub}, {yr}. {np} $S.
{rep}. {pl}: {pub}, {yr}. {np} $S.
"""
NEWS = """
{au} {ti} // {ct}. – {yr}. – {xdm} (№ {is}). – $P {pg}.
{au} {ti} // {ct}. {yr}. {xdm}<.|. URL: {url} (дата обращения: {acc}).>
{ti} // {ct}. {yr}. № {is}. {xdm}<.|. С. {pg}.>
{au}. ({yr}, {xmd}). {ti}. {ct}<, p. {pg}.|. {url}>
{au}. {ti}. {ct}. {yr} {xmon} {is3}<.|: {pg}|; p. {pg}.>
{au}, “{ti},” {ct}, {xmd}, {yr}<.|, {pg}.|, {url}.>
{ti}, in: {ct} vom {yd}, S. {pg}.
{au}: {ti}. In: {ct}, {yd}<.|, S. {pg}.>
{au}. {ti}. <{ct}|{ct}, {pl}>, {yd}.
"""
OTHER = """
<Патент на изобретение|Патент|Патент на полезную модель> <RU |РФ № |№ >{nr}<, | от |/>{yd}. {ti}<. | / |/>{re}. <Заявка № {id} от {xday}.|Бюл. № {is}.|>
Пат. {nr} <Российская Федерация|РФ|СССР|Украины|Республики Беларусь>, МПК <А61В 5/16|A 61 B 5/00|G06F 17/30>. {ti} / {re}; <заявитель и патентообладатель|заявитель|патентообладатель> {orp}. – № {id}; заявл. {xday}; опубл. {yd}, Бюл. № {is}. – {np} $S.
<А. с.|А.с.> {nr} СССР, МКИ G 01 N 33/48. {ti} / {re} (СССР). – № {id}; заявл. {xday}; опубл. {yd}, Бюл. № {is}.
{au}, <inventors|inventor>. {ti}. <United States|US|Russian Federation|European> patent <US |RU |EP |>{nr}. {yr} {xmon} {is3}.
{au}. {ti}. <U.S. Patent No.|Patent RU|US Patent> {nr}. {yr}.
{au} ({yr}). {ti}. <U.S. Patent No.|Patent No.> {nr}. {pl}: U.S. Patent and Trademark Office.
<Свидетельство о регистрации|Свидетельство о государственной регистрации> <программы для ЭВМ|базы данных> № {nr} <РФ|Российская Федерация>. {ti} / {re}; опубл. {yd}.
{std}. {ti}. <Введ. {xday}. |Дата введения {xday}. |– Введ. {xday}. – ><М.|{pl}> <: |:>{pub}, {yr}. <– |>{np} $S.
{std} {ti}. {url}
{org}. {std} {ti}. {pl}: {pub}; {yr}.
{org} ({yr}). {soft}. {pub}, {pl}. <{url}|URL {url}>
{org} ({yr}). {soft} (<Version {xver}|R package version {xver}>) [Computer software]. <{pub}. |>{url}
{au} ({yr}). {soft}. R package version {xver}. {url}
{org}. {soft}, <Version {xver}|Release {xver}>. {pl}: {pub}; {yr}.
{org}. {rep}. {pl}: {pub}, {yr}. <Available from {url}.|{url} (accessed {acc}).>
{org}. {rep} [{ge}]. {yr}. <{url}|doi: {doi}>
{au}. {rep} [{ge}]. {pub}, {yr}<. doi: {doi}| ({url}).>
<ГАРФ|РГАСПИ|ЦГА СПб|РГИА>. Ф. <Р-|>{is}. Оп. {vo}. Д. {is3}. Л. {pg}.
"""
WEB = """
{org}. {rep} [Internet]. {pl}: {pub}; <[updated {xday}; cited {acc}]|{yr} [cited {acc}]>. Available from: {url}
{org} (<n.d.|б.г.|o.J.>). {ti}. <Retrieved {acc}, from |Retrieved from |Available at: |Abgerufen am {acc}, von >{url}
{ti}: [<сайт|официальный сайт|веб-сайт|site>]. <– |>URL: {url} (дата обращения: {acc})<.|. – Текст : электронный.|. – Загл. с экрана.>
{ti} // {org}: <офиц. сайт|официальный сайт|[сайт]>. URL: {url} (дата обращения: {acc}).
{ti}. {ct}. {yd}. {url} ({acc}).
{org}. {ti}. {yd}. {url}<.| ({acc}).| (дата обращения: {acc}).>
{org}. {ti}. {url}<. Accessed {acc}.| (accessed {acc}).| [{acc}].|>
{au}. {ti}. <Блог|Blog|Сайт|Website> {ct}. {yd}. {url}
{au}, « {ti} », {ct}, {yd}, <en ligne : |[en ligne], |>{url}<, consulté le {acc}.| (consulté le {acc}).>
"""
BILINGUAL = """
{au} {ti} // {ct}. {yr}. Т. {vo}. № {is}. С. {pg}<.|. |. / > {xau} {tt}. {ctt}. {yr0}<. |; ><Vol. |>{vo0}<. No. {is0}. P. | ({is0}): >{pg0}. <(In {lang}).|(in {lang})|>
{au} {ti}. {ct}. {yr};{vo}({is}):{pg}. / {xau} {tt}. {ctt}. {yr0};{vo0}({is0}):{pg0}. (In {lang}).
{au} {ti} / {xau}. {tt} <[in {lang}]|(In {lang})>. {pl}: {pub}; {yr}. {np} с.
{au} [{xau}] {ti} [{tt}]. {pl}: {pub}, {yr}. {np} с.
{au} [{xau}] {ti} [{tt}] // {ct} [{ctt}]. {yr}. № {is}. С. {pg}.
{au} ({xau}) {ti} ({tt}). {ct} ({ctt}), {yr}, {vo}({is}): {pg}.
{au} {ti} // {ct}. {yr}. № {is}. С. {pg}. [{tt}. {ctt}]. <DOI: {doi}|>
{au} {ti}. {ct}. {yr};{vo}({is}):{pg}. {xau} {xti} [{tt}]. {ctt}. {yr0};{vo0}({is0}):{pg0}. (In {lang}).
"""
LAYOUTS = {
    "report": REPORT, "law": LAW, "thesis": THESIS, "gost_chapter": PAPER, "western_article": ARTICLE, "gost_article": ARTICLE,
    "western_book": BOOK, "gost_book": BOOK, "news": NEWS, "other": OTHER, "web": WEB, "bilingual": BILINGUAL,
}  # fmt: skip
# How many references are drawn with these layouts and tongues, beside those of the layouts there were before.
SHARES = {
    ("report", "ru"): 10, ("report", "en"): 9, ("report", "rl"): 3, ("report", "de"): 2, ("report", "uk"): 1, ("report", "fr"): 1,
    ("law", "ru"): 9, ("law", "rl"): 2, ("law", "en"): 4, ("law", "uk"): 2, ("law", "be"): 1, ("law", "kk"): 1,
    ("thesis", "ru"): 5, ("thesis", "rl"): 2, ("thesis", "en"): 2, ("thesis", "de"): 1, ("thesis", "uk"): 1, ("thesis", "fr"): 1,
    ("gost_chapter", "ru"): 6, ("gost_chapter", "rl"): 2, ("gost_chapter", "en"): 4, ("gost_chapter", "uk"): 1, ("gost_chapter", "fr"): 2,
    ("gost_article", "ru"): 3, ("gost_article", "rl"): 4, ("gost_article", "uk"): 2, ("gost_article", "be"): 2, ("gost_article", "kk"): 3,
    ("western_article", "en"): 3, ("western_article", "fr"): 5, ("western_article", "de"): 3, ("western_book", "de"): 3, ("western_book", "fr"): 3,
    ("gost_book", "ru"): 5, ("gost_book", "uk"): 2, ("gost_book", "be"): 1, ("gost_book", "kk"): 1,
    ("news", "ru"): 3, ("news", "en"): 3, ("news", "de"): 2, ("news", "rl"): 1,
    ("other", "ru"): 6, ("other", "en"): 5, ("web", "ru"): 4, ("web", "en"): 3, ("web", "de"): 1, ("web", "fr"): 1, ("bilingual", "ru"): 4,
}  # fmt: skip
SILENT = ("tail", "sp", "xspan", "xver", "xmd", "xmon", "xmonth", "is3", "is4")
LABELS = {"org": "au", "orp": "pub", "rep": "ti", "sect": "ti", "soft": "ti"}
# Tongue -> the language whose references it is printed like.
PRINTED_AS = {"kk": "ru", "be": "ru", "fr": "en"}

# ---------------------------------------------------------------- phrases
RU_REPORTS = choices("""{T}: национальное руководство|Психиатрия: национальное руководство|Население России {y}|Население России {y}: ежегодный демографический доклад|Здравоохранение в России. {y}|Здравоохранение в России {y}|Регионы России. Социально-экономические показатели. {y}|
Российский статистический ежегодник. {y}|Доклад о состоянии {k} в {y} году|План действий в области {k} на {y} гг.|Комплексный план действий по охране {k}|Психическое здоровье: {t}|О состоянии {k} в Российской Федерации в {y} году|
Показатели деятельности {l} в {y} гг.|Стратегия развития {k} до {y} года|Шизофрения|Депрессивный эпизод, рекуррентное депрессивное расстройство|Расстройства аутистического спектра|Руководство по оказанию помощи {g}|
Концепция развития {k} на период до {y} года|Мониторинг {k} населения|{T}: итоги {y} года|Основные показатели {k} за {y} годы|Заболеваемость населения по субъектам Российской Федерации за {y} год|Доклад о правах {g}: {y}|
Международная классификация болезней ({n}-й пересмотр). Классификация психических и поведенческих расстройств|{T}. Часть {n}|Итоги переписи населения {y} года. Том {n}|Клинические рекомендации по лечению {g}|{T} (доклад рабочей группы)""")
EN_REPORTS = choices("""Mental health atlas {y}|Global Burden of Disease Study {y} (GBD {y}) results|{T}: {t} in {y}|World mental health report: {t} for all|Health at a glance {y}|Population of Russia {y}|Annual report {y}|The journey to {t}: a vision for {t}|
Comprehensive action plan on {t} {y}|{T}: prevention and management|Psychosis and schizophrenia in adults: {t}|Clinical practice guideline for {t}|A new benchmark for {t}: tackling {t}|Key facts about {t}|Convention on {t}|World report on {t}|
Working definition of {t}|Fundamental facts about {t} {y}|Statistical yearbook {y}|ICD-{n}: classification of {t}|Diagnostic and statistical manual of {t}|National survey on {t}, {y}|{T} statistics {y}|Report of the {y} review of {t}|The state of {t} {y}|{T} (GBD {y})""")
DE_REPORTS = choices(
    """Gesundheit in Deutschland {y}|Statistisches Jahrbuch {y}|Dossier: {T}|{T}. Bericht {y}|S3-Leitlinie {T}|Armutsbericht {y}|Bericht zur Lage der Psychiatrie {y}|Datenreport {y}: {t}|Leitlinie {T}|Jahresbericht {y}|{T} in Deutschland {y}"""
)
FR_REPORTS = choices(
    """La santé mentale en France {y}|Rapport annuel {y}|{T} : rapport {y}|Plan psychiatrie et santé mentale {y}"""
)
UNITS_EN = choices(
    """Directorate-General for Health|Department of Mental Health|Regional Office for Europe|Division of Statistics|Office of Research|Committee on Ageing|Health Policy Unit|Bureau of Epidemiology"""
)
UNITS_RU = choices(
    """Европейское региональное бюро|Департамент {k}|Управление статистики|Отдел {k}|Комитет по охране здоровья|Секция {k}|Главное управление {k}"""
)
ACRONYMS = several("DGPPN SAMHSA NICE WHO UN UNODC APA IHME CDC UK USA NAMI BMG ВОЗ РОП ООН США НИУ ILO OECD EPA ISPS")
MORE_EN_ORGS = choices("""{x} Core Team|{x} Collaborative Network|National Collaborating Centre for Mental Health|Mind|Rethink Mental Illness|Mental Health Europe|GAMIAN-Europe|Global {t} Collaborators|{x} Foundation|Ministry of Health and Social Services|
Institute for Health Metrics and Evaluation|StataCorp|IBM Corp|SPSS Inc.|Pan American Health Organization|UNICEF|UNESCO|WHO Regional Office for Europe|Schizophrenia Commission|Department for Work and Pensions|US Census Bureau|Eurostat|
World Federation for Mental Health|Parliament of the United Kingdom|Human Rights Watch|Amnesty International|Royal Society of Medicine|National Research Council|EUFAMI|Clubhouse International|Hearing Voices Network""")
MORE_RU_ORGS = choices("""Росстат|Федеральная служба государственной статистики|Институт демографии НИУ ВШЭ|НИИ {k}|Минтруд России|Минздравсоцразвития РФ|Государственная Дума РФ|Центр {k} РАМН|Комитет по здравоохранению Санкт-Петербурга|ЮНИСЕФ|ООН|
Верховный Суд Российской Федерации|ВЦИОМ|Левада-Центр|Аналитический центр при Правительстве РФ|ФГБУ «НМИЦ ПН им. В.П. Сербского» Минздрава России|ФГБУ ЦНИИОИЗ|Уполномоченный по правам человека в РФ|Общественная палата РФ|Клуб «Новые возможности»|
Нижегородский НИИ {k}|Совет Федерации|Международная организация труда|Кабинет Министров Украины|Республиканский центр {k}|Министерство здравоохранения Республики Беларусь|Министерство здравоохранения и социального развития Российской Федерации""")
LAW_GENRES = choices("""Закон Республики Беларусь|Кодекс Республики Казахстан|Закон Республики Казахстан|Уголовный кодекс Российской Федерации|Гражданский кодекс РФ|Решение Верховного Суда РФ|Письмо Минздрава России|Распоряжение Министерства здравоохранения Московской области|
Постановление Совета Министров Республики Беларусь|Указ Президиума Верховного Совета СССР|Приказ Министерства здравоохранения и социального развития РФ|Приказ Минздрава РФ|Приказ Министерства здравоохранения СССР|Приказ Росстата|Определение Конституционного Суда РФ""")
EN_ACTS = choices(
    """Americans with Disabilities Act of {year}|Mental Health Act {year}|Mental Capacity Act {year}|Health and Social Care Act {year}|Affordable Care Act of {year}|Individuals with Disabilities Education Act|Equality Act {year}|Convention on the Rights of Persons with Disabilities"""
)
TAILS = choices("""СПС «КонсультантПлюс»|СПС «Гарант»|Справочно-правовая система «КонсультантПлюс»|Система ГАРАНТ|КонсультантПлюс|Минздравом РФ|Правительством РФ|Гарант.ру|Официальный интернет-портал правовой информации|Licence: CC BY-NC-SA 3.0 IGO|
СПС Консультант Плюс|Информационно-правовой портал «Гарант»|Доступ из справ.-правовой системы «КонсультантПлюс»|104 Stat. 328|119 Stat. 1060|Текст : электронный|приказом Росстандарта""")
SECTIONS = choices(
    """Часть I|Часть 1|Часть 2|Часть II|Сообщение 1|Сообщение II|Chast' I|Chast' 2|Part I|Part 2|Part II|Soobshchenie 1|(часть 1)|(обзор литературы)|(обзор)|(obzor literatury)|(chast' 2)|(a review)|(клиническое наблюдение)"""
)
SOFTWARE = choices(
    """R: A language and environment for {t}|lme4: linear mixed-effects models|Stata Statistical Software|IBM SPSS Statistics for Windows|{W}: a package for {t}|MAXQDA|NVivo|STATISTICA (data analysis software system)|{T} toolkit|{w}py: tools for {t}"""
)
SPECIALTIES = choices(
    """Психиатрия|Медицинская психология|Общая психология|Социальная работа|Общественное здоровье и здравоохранение|Неврология"""
)
SHORT_MONTHS = several("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")
LONG_MONTHS = several("January February March April May June July August September October November December")
NEWSPAPERS = {
    "ru": choices("Российская газета|Медицинская газета|Известия|Коммерсантъ|Независимая газета|Правда|Ведомости|Комсомольская правда|Новая газета|Аргументы и факты|Вечерняя Москва"),
    "en": choices("The Guardian|The New York Times|New York Times|The Times|Washington Post|The Independent|The Moscow Times|BBC News|Financial Times|Los Angeles Times"),
    "de": choices("Süddeutsche Zeitung|Die Zeit|Der Spiegel|taz|Frankfurter Allgemeine Zeitung|FAZ|Neue Zürcher Zeitung|Die Welt"),
}  # fmt: skip

# Words of further languages: what stands in titles, journals' names, imprints. Titles are two or three phrases.
TONGUES: dict[str, dict[str, list[str]]] = {
    "kk": {
        "families": several("Әбілқасымов Нұрғалиев Жүнісов Сәрсенбаев Құдайбергенова Өтегенов Алтынбеков Ахметова Жұмабаева Ысқақов Бөкенов Тұрсынова Серікбаев Қасымова Джолдыгулов Есенқұлов Мұхамбетов Назарбекова"),
        "phrases": choices("психикалық денсаулық|Қазақстан Республикасындағы халықтың денсаулығы|жасөспірімдердің өзіне-өзі қол жұмсауы|шизофрениямен ауыратын науқастар|медициналық-әлеуметтік оңалту|балалардың дамуы|психологиялық көмек көрсету|денсаулық сақтау жүйесі|әлеуметтік қолдау|отбасының рөлі|жаңа мүмкіндіктер|"
            "емдеу әдістері|мүгедектерді оңалту мәселелері|қоғамдық денсаулық|білім беру|дәрігерлерге арналған нұсқаулық|өмір сүру сапасы|депрессияны ерте анықтау"),
        "journals": choices("Денсаулық сақтауды дамыту|Қазақстан медицинасы|Қазақ ұлттық университетінің хабаршысы|Вестник КазНМУ|Ғылым мен білім|Психиатрия, психотерапия және наркология|Астана медициналық журналы"),
        "publishers": choices("Ғылым|Қазақ университеті|Білім|Эверо|Дәуір|ҚазҰМУ|Мектеп"), "cities": choices("Алматы|Астана|Нұр-Сұлтан|Қарағанды|Шымкент|Ақтөбе|Семей"),
        "genres": choices("оқу құралы|оқулық|монография|әдістемелік нұсқау"), "laws": choices("Қазақстан Республикасының Заңы|Қазақстан Республикасының Кодексі|Қазақстан Республикасы Денсаулық сақтау министрінің бұйрығы"),
        "$V": ["Т."], "$N": ["№"], "$P": ["Б.", "б.", "Б.", "С."], "$S": ["б", "б"],
    },
    "be": {
        "families": several("Еўсегнееў Іваноў Пятроўскі Кавалёў Сідарэнка Ждановіч Бяляўскі Ліцвінаў Скугарэўскі Ассанаў Мікалаеў Дзмітрыева Ляўко Шчарбакова Гарбуз Арцём’еў Уладзіміраў Ярмоленка"),
        "phrases": choices("псіхічнае здароўе насельніцтва|псіхіятрыя для ўрача агульнай практыкі|сацыяльная рэабілітацыя хворых|праблемы дыягностыкі і лячэння|дапамога людзям з псіхічнымі расстройствамі|гісторыя беларускай медыцыны|якасць жыцця|падлеткі і сям’я|група самадапамогі|выхаванне дзяцей|"
            "ахова здароўя ў Рэспубліцы Беларусь|псіхалагічныя асаблівасці|метады даследавання|дзейнасць дыспансера|новыя магчымасці|медыцынская этыка"),
        "journals": choices("Медыцынскія навіны|Псіхіятрыя, псіхатэрапія і клінічная псіхалогія|Весці НАН Беларусі|Здравоохранение Беларуси|Адукацыя і выхаванне|Веснік БДУ. Серыя 4|Журнал Гродзенскага дзяржаўнага медыцынскага ўніверсітэта"),
        "publishers": choices("Беларусь|БДМУ|Вышэйшая школа|Беларуская навука|Навука і тэхніка|Народная асвета"), "cities": choices("Мінск|Мн.|Гродна|Гомель|Віцебск|Брэст|Магілёў"),
        "genres": choices("вучэбны дапаможнік|падручнік|манаграфія|матэрыялы канферэнцыі"), "laws": choices("Закон Рэспублікі Беларусь|Пастанова Міністэрства аховы здароўя Рэспублікі Беларусь|Указ Прэзідэнта Рэспублікі Беларусь"),
        "$V": ["Т."], "$N": ["№"], "$P": ["С."], "$S": ["с"],
    },
    "uk": {
        "families": several("Марценковський Чуприков Підкоритов Мішиєв Напрєєнко Волошин Абрамов Пінчук Хаустова Скрипніков Гриневич Ярощук Кожина Михайлов Їжакевич Заворотний Сосін Юр’єва Бачериков Петрюк Влох"),
        "phrases": choices("аутизм у дітей|діагностика та лікування|соціальна психіатрія|психосоціальна реабілітація хворих на шизофренію|психічне здоров’я населення України|якість життя пацієнтів|клінічні особливості депресивних розладів|судово-психіатрична експертиза|підлітків із девіантною поведінкою|медико-психологічна допомога|"
            "психотерапія в системі реабілітації|історія психіатрії в Україні|охорона психічного здоров’я|проблеми та перспективи|сучасні підходи|оцінка ефективності|сімейне функціонування|внутрішньо переміщених осіб|стигматизація|групи самодопомоги|чинники ризику суїциду"),
        "journals": choices("Архів психіатрії|Український вісник психоневрології|НейроNEWS: психоневрологія та нейропсихіатрія|Медична психологія|Лікарська справа|Психологія і суспільство|Вісник Харківського національного університету|Міжнародний неврологічний журнал|Журнал психіатрії та медичної психології|Практична психологія та соціальна робота"),
        "publishers": choices("Здоров’я|Медкнига|Наукова думка|Вища школа|Доктор-Медіа|Основа|Академвидав|Либідь|НейроNews"), "cities": choices("К.|Київ|Харків|Львів|Одеса|Вінниця|Полтава|Дніпро|Х."),
        "genres": choices("підручник|монографія|навч. посіб.|навчальний посібник|посібник для лікарів"), "laws": choices("Закон України|Наказ МОЗ України|наказ Міністерства охорони здоров’я України|Постанова Кабінету Міністрів України|Указ Президента України"),
        "$V": ["Т.", "т."], "$N": ["№", "Вип.", "вип."], "$P": ["С.", "с."], "$S": ["с"],
    },
    "fr": {
        "families": several("Lefèvre Moreau Bernard Girard Dupont Pelletier Roelandt Piat Daumerie Rousseau Fontaine Chevalier Gauthier Tremblay Bouchard Lévesque Ehrenberg Castel Foucault Lacan Hochmann Bonnet Bélanger Côté"),
        "phrases": choices("la santé mentale|la réhabilitation psychosociale|les usagers de la psychiatrie|le rétablissement|l’histoire de la folie|la stigmatisation|la citoyenneté|les groupes d’entraide mutuelle|les soins de proximité|une approche clinique|les familles face à la maladie|le handicap psychique|"
            "l’hôpital psychiatrique|la dépression chez l’adolescent|la politique de secteur|les pratiques de soins|à la recherche des racines|de la théorie à la pratique|enjeux et perspectives|le travail social|l’expérience de la maladie"),
        "journals": choices("Santé mentale au Québec|L’Encéphale|L’Information psychiatrique|Annales médico-psychologiques|Revue française de sociologie|Ann Med Psychol|Pratiques en santé mentale|Actes de la recherche en sciences sociales|Vie sociale|Encephale|Evol Psychiatr"),
        "publishers": choices("Gallimard|Presses universitaires de France|PUF|Le Seuil|Éditions de Minuit|Dunod|Érès|In Press|L’Harmattan|Masson|Odile Jacob|Armand Colin"), "cities": choices("Paris|Paris|Lyon|Toulouse|Bruxelles|Montréal|Genève|Lille|Québec"),
        "genres": choices("Thèse de doctorat|thèse de doctorat|Mémoire de master|Thèse|thèse de médecine"), "laws": choices("Loi|Décret|Arrêté"),
        "$V": ["vol.", "t.", "vol."], "$N": ["n°", "no", "nº"], "$P": ["p.", "pp.", "p."], "$S": ["p", "p"],
    },
}  # fmt: skip


class Grey:
    """The parts of grey literature, and the words of further languages; mixed into ``Values``."""

    words: Words
    base: str
    tongue: str
    year: int

    def fill(self, template: str, language: str) -> str: ...
    def latin(self, text: str) -> str: ...
    def organisation_name(self) -> str: ...

    def of_tongue(self, part: str) -> str:
        """Return a word of print in the reference's tongue."""
        return self.words.pick(TONGUES[self.tongue][part])

    def tongue_title(self) -> str:
        """Return a title in the reference's tongue: two or three of its phrases."""
        w = self.words
        first = self.of_tongue("phrases")
        text = first[:1].upper() + first[1:]
        for _ in range(w.pick([0, 1, 1, 2])):
            text += w.pick([": ", ", ", ". ", " – ", " : " if self.tongue == "fr" else " "])
            more = self.of_tongue("phrases")
            text += more[:1].upper() + more[1:] if text.endswith(". ") else more
        return text

    def org(self, _: str) -> str:
        w = self.words
        russian = self.base in ("ru", "uk")
        if w.chance(0.5):
            pool = MORE_RU_ORGS if russian else MORE_EN_ORGS
            text = self.fill(
                w.pick(pool).replace("{x}", w.pick(["Smith", "R", "Norwegian", "European"])), "ru" if russian else "en"
            )
            text = self.latin(text[:1].upper() + text[1:])
        else:
            text = self.organisation_name()
        if w.chance(0.12):
            text += w.pick([". ", ", ", ". "]) + (
                self.latin(self.fill(w.pick(UNITS_RU), "ru")) if russian else w.pick(UNITS_EN)
            )
        if w.chance(0.1):
            text += f" ({self.latin(w.pick(ACRONYMS))})"
        return text

    orp = org

    def rep(self, _: str) -> str:
        w = self.words
        if self.tongue == "fr":
            return self.tongue_filled(w.pick(FR_REPORTS))
        if self.tongue:
            return self.tongue_title()
        pool, language = {"de": (DE_REPORTS, "de"), "en": (EN_REPORTS, "en")}.get(self.base, (RU_REPORTS, "ru"))
        text = self.fill(w.pick(pool), language)
        text = text[:1].upper() + text[1:]
        return self.latin(text) if language == "ru" else text

    def tongue_filled(self, template: str) -> str:
        return template.replace("{y}", str(self.year - 1)).replace("{T}", self.tongue_title())

    def soft(self, _: str) -> str:
        return self.fill(self.words.pick(SOFTWARE), "en")

    def sect(self, _: str) -> str:
        w = self.words
        return w.pick(
            [
                part
                for part in SECTIONS
                if ("а" <= part.strip("(")[0].lower() <= "я") == (self.base in ("ru", "uk") and self.latin("я") == "я")
            ]
        )

    def sp(self, _: str) -> str:
        return self.words.pick(SPECIALTIES)

    def tail(self, _: str) -> str:
        return self.latin(self.words.pick(TAILS))

    def xver(self, _: str) -> str:
        return f"{self.words.number(0, 29)}.{self.words.number(0, 9)}" + self.words.pick(["", ".1", "-2"])

    def xmd(self, _: str) -> str:
        w = self.words
        return f"{w.pick(LONG_MONTHS)} {w.number(1, 28)}" + w.pick(["", "", f"-{w.number(12, 30)}"])

    def xspan(self, _: str) -> str:
        w = self.words
        name = self.latin(w.pick(several("января февраля марта апреля мая июня сентября октября ноября декабря")))
        return (
            f"{w.number(1, 14)}{w.pick(['–', '-'])}{w.number(15, 30)} {name} {self.year}{w.pick([' г.', ' года', ''])}"
        )

    def xmon(self, _: str) -> str:
        return self.words.pick(SHORT_MONTHS)

    def xmonth(self, _: str) -> str:
        return self.words.pick(LONG_MONTHS)

    def law_title(self) -> str:
        """Return the name of an English act, with its year."""
        return self.words.pick(EN_ACTS).replace("{year}", str(self.year))

    def law_genre(self) -> str:
        return self.of_tongue("laws") if self.tongue else self.latin(self.words.pick(LAW_GENRES))

    def news(self) -> str:
        pool: Any = NEWSPAPERS["de" if self.base == "de" else "en" if self.base == "en" else "ru"]
        return self.latin(self.words.pick(pool))
