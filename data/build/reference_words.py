"""Word material for the invented references that train the tagger: names, titles, journals, publishers, organisations.

Nothing here is a real reference. Journals come from ``data/journals.tsv``, subjects from ``data/thesaurus.tsv``, given
names from ``data/given_names.tsv``; English titles are cut up from the licensed training corpora.
"""

from __future__ import annotations

import csv
import random
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def several(text: str) -> list[str]:
    """Return the words of a text."""
    return text.split()


def choices(text: str) -> list[str]:
    """Return the phrases of a text that ``|`` separates."""
    return text.replace("\n", "").split("|")


RU_FAMILIES = several(
    """Иванов Петров Сидоров Смирнов Кузнецов Попов Васильев Соколов Михайлов Новиков Фёдоров Морозов Волков Алексеев Лебедев Семёнов Егоров Павлов Козлов
Степанов Николаев Орлов Андреев Макаров Никитин Захаров Зайцев Соловьёв Борисов Яковлев Григорьев Романов Воробьёв Сергеев Кузьмин Фролов Александров
Дмитриев Королёв Гусев Киселёв Ильин Максимов Поляков Сорокин Виноградов Ковалёв Белов Медведев Антонов Тарасов Жуков Баранов Филиппов Комаров Давыдов
Беляев Герасимов Богданов Осипов Сидоренко Матвеев Титов Марков Миронов Крылов Куликов Карпов Власов Мельников Денисов Гаврилов Тихонов Казаков
Афанасьев Данилов Савельев Тимофеев Фомин Чернов Абрамов Мартынов Ефимов Федотов Щербаков Назаров Калинин Исаев Чернышёв Быков Маслов Родионов
Коновалов Лазарев Воронин Климов Филатов Пономарёв Голубев Кудрявцев Прохоров Наумов Потапов Журавлёв Овчинников Трофимов Леонов Соболев Ермаков
Колесников Гончаров Емельянов Никифоров Грачёв Котов Гришин Ефремов Архипов Громов Кириллов Малышев Панов Моисеев Румянцев Акимов Кондратьев Бирюков
Горбунов Анисимов Еремин Тихомиров Галкин Лукьянов Михеев Скворцов Юдин Белоусов Нестеров Симонов Прокофьев Харитонов Князев Цветков Левин Митрофанов
Воронов Аксёнов Софронов Мальцев Логинов Горшков Савин Краснов Майоров Демидов Елисеев Рыбаков Сафонов Плотников Демин Хохлов Фадеев Молчанов Игнатов
Литвинов Ершов Ушаков Дементьев Рябов Мухин Калашников Леонтьев Лобанов Кузин Корнеев Евдокимов Бородин Платонов Некрасов Балашов Бобров Жданов Блинов
Игнатьев Коротков Муравьёв Крюков Беляков Богомолов Дроздов Лавров Зуев Петухов Ларин Никулин Серов Терентьев Зотов Устинов Фокин Самойлов
Константинов Сахаров Шишкин Самсонов Черкасов Чистяков Носов Спиридонов Карасёв Авдеев Белинский Вишневский Островский Покровский Каменский
Соболевский Левицкий Чайковский Рождественский Троицкий Успенский Введенский Ясинский Раевский Лозинский Шмидт Вайс Гофман Кауфман Левинсон Рубинштейн
Гольдберг Эпштейн Фишман Мейер Шульц Вагнер Бергер Цейтлин Кацнельсон Розенблат Шевченко Коваленко Бондаренко Ткаченко Кравченко Олейник Шевчук
Поліщук Мельничук Савчук Петренко Лысенко Марченко Руденко Мороз Гончар Приходько Швец Саркисян Петросян Арутюнян Гаспарян Мкртчян Джангильдин Ахметов
Исмаилов Каримов Юсупов Хасанов Абдуллаев Гиоргадзе Ломидзе Чавчавадзе Беридзе Кипиани Щукин Яхонтов Южаков Юрьев Жаров Хрущёв Цыганков Чехов Шаров
Щеглов Эйдельман Ющенко Ямпольский Ежов Ёлкин Бестужев-Рюмин Римский-Корсаков Тер-Аванесов Соловьёв-Седой Малкин-Пых Мамин-Сибиряк Черных Долгих Седых
Петровых Дурново Живаго Бородай Шульга Короленко"""
)
EN_FAMILIES = several(
    """Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Thomas Moore Martin Jackson Thompson White Lopez Lee Harris Clark Lewis
Robinson Walker Perez Hall Young Allen Sanchez Wright King Scott Green Baker Adams Nelson Hill Ramirez Campbell Mitchell Roberts Carter Phillips Evans
Turner Torres Parker Collins Edwards Stewart Flores Morris Nguyen Murphy Rivera Cook Rogers Morgan Peterson Cooper Reed Bailey Bell Gomez Kelly Howard
Ward Cox Diaz Richardson Wood Watson Brooks Bennett Gray James Reyes Cruz Hughes Price Myers Long Foster Sanders Ross Morales Powell Sullivan Russell
Ortiz Jenkins Gutierrez Perry Butler Barnes Fisher Henderson Coleman Simmons Patterson Jordan Reynolds Hamilton Graham Kim Gonzales Alexander Ramos
Wallace Griffin West Cole Hayes Chavez Gibson O'Brien O'Connor McDonald McCarthy MacLeod Fitzgerald Lloyd-Jones Baron-Cohen Smith-Hughes Van-Dyke
Ben-Porath Singh Patel Sharma Gupta Chen Wang Li Zhang Liu Tanaka Suzuki Sato Nakamura Yamamoto Park Choi Kowalski Nowak Novak Horvath Popescu Ionescu
Jensen Nielsen Hansen Larsson Svensson Virtanen Korhonen Rossi Bianchi Ferrari García Fernández Rodríguez Muñoz Ruiz Silva Souza Pereira Oliveira
Dupont Lefèvre Moreau Bernard Girard"""
)
DE_FAMILIES = several(
    """Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann
Braun Krüger Hofmann Hartmann Lange Schmitt Werner Krause Meier Lehmann Schmid Schulze Maier Köhler Herrmann König Walter Huber Kaiser Fuchs Peters
Lang Scholz Möller Weiß Jung Hahn Keller Vogel Friedrich Günther Berger Winkler Lorenz Baumann Franke Albrecht Schuster Simon Ludwig Böhm Winter Kraus
Stein Jäger Otto Sommer Groß Seidel Heinrich Brandt Haas Schreiber Graf Dietrich Kuhn Pohl Engel Horn Bergmann Pfeiffer Voigt Sauer Arnold Beck Kühn
Beck-Gernsheim Müller-Rommel"""
)
PARTICLES = ["de", "van", "von", "van der", "von der", "de la", "De", "Van", "di", "da", "dos", "zu", "le", "La"]
EN_GIVEN = several(
    """John Mary Robert Patricia James Jennifer Michael Linda William Elizabeth David Susan Richard Jessica Joseph Sarah Thomas Karen Charles Nancy Daniel
Lisa Matthew Margaret Anthony Sandra Mark Ashley Paul Kimberly Steven Emily Andrew Donna Kenneth Michelle George Carol Brian Amanda Peter Helen Martin
Anne Simon Catherine Philip Judith Stephen Ruth Alan Diane Jean-Pierre Marie François Luis Carlos María Paolo Giulia"""
)
DE_GIVEN = several(
    """Hans Peter Klaus Wolfgang Jürgen Heinz Dieter Manfred Ulrich Werner Gerhard Thomas Andreas Michael Stefan Martin Christian Markus Jens Uwe Ursula
Monika Helga Renate Brigitte Sabine Petra Claudia Susanne Birgit Karin Anja Katrin Martina Ulrike Eva Heike Jutta Franz-Xaver Karl-Heinz Hans-Georg"""
)

# «Особенности … у больных …»: the slots take subjects (t), groups (g), places (l); the endings are not declined.
RU_TITLES = choices("""{t}: {a} аспекты|{t} у {g}|{T} и {t}|{A} особенности: {t}|К вопросу о роли {k} {t}|{t} в практике {l}|Проблема «{t}» в современной психиатрии|
{T}: обзор литературы|{T} {g}: результаты {a}го исследования|Опыт работы {l}|Оценка эффективности программы «{t}» для {g}|Современные подходы к изучению {k}|
{t} как фактор риска: {t}|{T}, {t} и {t} у {g}|Динамика {k} у {g} в {y} гг.|{a} и {a} характеристики {g}|О состоянии службы {l} и мерах по её развитию|
Организация помощи {g}: от {k} к системе|Роль {k} в формировании приверженности терапии|{T}. Часть {n}. {t}|{T}. {A} подход|{T} ({a} аспект)|
Некоторые вопросы {k} при шизофрении|Сравнительный анализ {k} {l} и {l}|Что такое {t}? Ответы на вопросы {g}|{t} - новая возможность {k}|
Актуальные вопросы {k}|Введение в {a} психологию|{A} психология|Основы {k}|Общая психопатология|Руководство по {k}|{T}: руководство для врачей|
{T}: учебное пособие|{T}. Учебник для вузов|{T}. Теория и практика|{T}. Справочник практического врача|Методы {k}|История {k} в России|Лекции по {k}|
Закономерности течения {k}|Клиника, диагностика и лечение {k}|Типология {k} у {g}|Качество жизни {g}|Социальное функционирование {g}|
Принципы {k}: монография|Большие психические болезни|Шкала оценки {k}|{T}: сборник задач|Человек и {t}|Мышление и речь|Избранные труды|Собрание сочинений|
О проблеме {k}|Психическое здоровье населения {l} (по материалам {y} гг.)|Анализ деятельности {l} за {y} годы|Влияние {k} на {t}|Взаимосвязь {k} и {k}|
Формирование {k} у {g} средствами {k}|Развитие {k} в условиях {l}|Модель {k}|Экономика {k}|Государственная политика в сфере {k}|{W}|{W}|{W}|{W}. {T}|{W}: {t}|{W} и {t}|{W}, {t} и {t}|{W}. {T}: {t}|{W} ({t}): {t}|{W} и {w}|{W} {g}|{W} у {g}|ДНК и {w} ({t})|{W}, которая рядом|{W}, или {T}|Как победить {w}, если {t}|{W}, {w}, {w}|Почему {t}, а не {w}|Где лечить {w}?|Не только {w}|Школа {p}: {t}|{T}: памяти {p}|Памяти {p}|Психиатрическое наследие {p}|{W} в трудах {p}|{T} (к юбилею {p})|Концепция {p} и {t}|Математические методы {k}""")
ACT_TITLES = choices("""О психиатрической помощи и гарантиях прав граждан при её оказании|Об утверждении порядка {k}|О мерах по развитию {k}|Об основах {k} в Российской Федерации|О {k}|
О внесении изменений в отдельные законодательные акты в части {k}|Об утверждении стандарта {k} {g}|О дополнительных мерах социальной поддержки {g}|Об утверждении Стратегии развития {k} до 2030 года|
Об организации {k}|О применении законодательства о {k}|Про затвердження порядку {k}|Про охорону здоров'я|Об обращении лекарственных средств|О социальной защите инвалидов""")
EN_ACTS = choices("""On Psychiatric Care and Guarantees of Citizens' Rights|On approval of the procedure for {t}|On measures for {t}|Mental Health Act|On {t}|On the Fundamentals of {t}|Disability Discrimination Act|
On amendments to certain acts concerning {t}|On the state programme of {t}""")
# Titles of one word, or that begin with one: where authors' initials end, the title begins.
RU_WORDS = several("""Шизофрения Психиатрия Психология Психопатология Психотерапия Алкоголизм Аутизм Депрессия Самоубийство Мышление Личность Эпилепсия Наркология Стресс Стигма Внимание Память
Самосознание Эмоции Тревога Деменция Неврозы Психосоматика Реабилитация Общение Характер Воля Сознание Бессознательное Привязанность Игра Язык Болезнь Врач Общество Право Этика""")
EN_WORDS = several("""Schizophrenia Asylums Stigma Madness Recovery Depression Suicide Outsiders Loneliness Attachment Addiction Dementia Anxiety Memory Emotions Gender Poverty Migration Democracy Education
Narcissism Trauma Burnout Resilience Autism Identity Power Childhood Ageing Epilepsy Psychosis Globalization Health Risk Trust Work Freedom Xenophobia Introduction Comment Editorial""")
DE_WORDS = several(
    "Armut Arbeit Gesundheit Jugend Macht Krankheit Depression Familie Bildung Gesellschaft Identität Gewalt Migration Vertrauen Asyle Stigma Einleitung Lebenswelt Wissen Alter"
)
RU_GROUPS = choices("""больных шизофренией|пациентов пожилого возраста|подростков|детей с задержкой развития|лиц, находящихся на принудительном лечении|студентов медицинского вуза|
женщин репродуктивного возраста|родственников больных|военнослужащих|медицинских работников|беременных|пациентов с первым психотическим эпизодом|осуждённых|сотрудников полиции|
младших школьников|учителей|врачей общей практики|инвалидов I и II групп|мигрантов|ветеранов боевых действий""")
RU_PLACES = choices("""психоневрологического диспансера|Московской области|дневного стационара|Сибирского федерального округа|психиатрической больницы № {n}|Российской Федерации|
города Томска|Республики Карелия|Дальнего Востока|медико-реабилитационного отделения|первичного звена|регионов России|общественной организации «Новые возможности»|
Санкт-Петербурга|центра психического здоровья|стационара на дому|сельской местности|крупного промышленного города""")
RU_ADJ = several(
    """клинический психологический социальный эпидемиологический организационный медицинский правовой патопсихологический возрастной нейрокогнитивный
экономический этический историко-культурный катамнестический мультидисциплинарный гендерный педагогический нейробиологический демографический"""
)
RU_GEN = choices("""психосоциальной реабилитации|психических расстройств|когнитивных нарушений|детского аутизма|суицидального поведения|семейной психотерапии|психиатрической помощи|
алкогольной зависимости|эмоционального выгорания|депрессивных состояний|стигматизации|комплаенса|внутренней картины болезни|ремиссии|личностных особенностей|
самосознания|тревоги и депрессии|экономического развития|правового регулирования|образовательной среды|трудовой занятости|психофармакотерапии|социальной работы|
антипсихотической терапии|здорового образа жизни|групповой психотерапии|раннего вмешательства|цифровых технологий|научных исследований|телемедицины""")
RU_PUBLISHERS = choices("""Медицина|Медпрактика-М|МЕДпресс-информ|Питер|Эксмо|Наука|Смысл|Речь|Зинатне|ГЭОТАР-Медиа|Гэотар-Медиа|Изд-во МГУ|изд-во СПбГУ|Изд-во Том. ун-та|Когито-Центр|
Издательство «Институт психологии РАН»|Академический проект|Класс|Прогресс|Мир|Просвещение|Владос|Юрайт|Инфра-М|Практика|Триада-Х|ИД «Медпрактика-М»|МИА|Бином|
Медицинское информационное агентство|Фолио|Здоров'я|Вища школа|Беларусь|Выш. шк.|Интеграция|ГНЦССП им. В.П. Сербского|РИО ФГБУ «НМИЦ ПН им. В.П. Сербского»|Минздрав России|
Издательский дом «Сферум»|СпецЛит|Элби-СПб|Каро|Педагогика|Педагогическое общество России|Айрис-пресс|Статут|Юридическая литература|РОССПЭН|Политиздат|УРСС""")
EN_PUBLISHERS = choices("""Oxford University Press|Cambridge University Press|Springer|Springer-Verlag|Wiley|John Wiley & Sons|Elsevier|Academic Press|Routledge|Sage|SAGE Publications|
Guilford Press|American Psychiatric Press|American Psychiatric Publishing|American Psychological Association|Basic Books|Harvard University Press|MIT Press|
University of Chicago Press|McGraw-Hill|Penguin Books|Palgrave Macmillan|World Health Organization|Free Press|Norton|Plenum Press|Raven Press|Karger|Lippincott Williams & Wilkins|
Williams and Wilkins|Blackwell|Erlbaum|Pergamon Press|Yale University Press|International Universities Press|Jossey-Bass|Churchill Livingstone|Allyn & Bacon|
Her Majesty's Stationery Office|HMSO|Institute for Health Metrics and Evaluation|National Academies Press|American Psychiatric Association Publishing|R Foundation for Statistical Computing|OECD Publishing|ILO|UNESCO|European Commission|National Institute of Mental Health|The Stationery Office|Polity Press|Edward Elgar""")
DE_PUBLISHERS = choices("""Springer|Suhrkamp|Beltz|Juventa|Leske + Budrich|Leske und Budrich|Westdeutscher Verlag|VS Verlag für Sozialwissenschaften|Campus|Campus Verlag|Nomos|
Hogrefe|Thieme|Huber|Hans Huber|Vandenhoeck & Ruprecht|Psychiatrie-Verlag|Kohlhammer|Enke|de Gruyter|transcript|Waxmann|Lambertus|Rowohlt|Fischer|Beck|C.H. Beck|UTB|Reinhardt|
Mohr Siebeck|Duncker & Humblot|Klinkhardt|Cornelsen Scriptor|edition sigma|Argument|Statistisches Bundesamt|Bundesministerium für Gesundheit""")
RU_CITIES = choices("""М.|М.|М.|СПб.|СПб.|Спб.|Л.|М|Москва|Москва|Санкт-Петербург|Ленинград|Новосибирск|Томск|Екатеринбург|Казань|Минск|Киев|К.|Харьков|Х.|Рига|Алматы|Самара|Саратов|Ростов н/Д|
Ростов-на-Дону|Воронеж|Н. Новгород|Прага|Лондон|М.; СПб.|М. — СПб.|Челябинск|Уфа|Пермь|Иркутск|Красноярск|Барнаул|Владивосток|Одесса|Ташкент|Тбилиси|Ереван|Женева""")
EN_CITIES = choices("""New York|London|Oxford|Cambridge|Cambridge, MA|Washington|Washington, DC|Washington, D.C.|Chicago|Boston|Philadelphia|Berlin|Geneva|Amsterdam|Paris|Dordrecht|
Thousand Oaks, CA|San Francisco|Los Angeles|Baltimore, MD|New Haven, CT|Hillsdale, NJ|Toronto|Sydney|Melbourne|Edinburgh|Copenhagen|Basel|Stockholm|Tokyo|New Delhi|
Garden City|Needham Heights, Massachusetts|Chichester|Hoboken, NJ|Moscow|St. Petersburg|Saint Petersburg|Kiev|Minsk|Lisse|Englewood Cliffs|New York; London""")
DE_CITIES = choices("""Berlin|Frankfurt a.M.|Frankfurt am Main|Frankfurt/M.|Frankfurt/Main|München|Stuttgart|Hamburg|Köln|Opladen|Wiesbaden|Weinheim|Göttingen|Bern|Zürich|Wien|Basel|Bonn|
Tübingen|Heidelberg|Leipzig|Münster|Bielefeld|Baden-Baden|Reinbek|Reinbek bei Hamburg|Neuwied|Darmstadt|Mannheim|Opladen/Farmington Hills|Weinheim und Basel|Berlin, New York""")
EN_TOPICS = choices("""mental health services|psychosocial rehabilitation|patients with schizophrenia|social support|the family burden|community care|depression in the elderly|
recovery-oriented practice|stigma|labor market policy|early childhood|supported employment|cognitive remediation|political participation|quality of life|self-help groups|substance use|
public attitudes|health insurance|refugees|adolescents|primary care|gender inequality|religious change|treatment adherence|the welfare state|suicide prevention|school achievement|
social capital|human rights of psychiatric patients|peer support workers|involuntary hospitalization|neuroleptic treatment|dementia caregivers""")
EN_TITLES = choices("""{W}|{W}|{W}: {t}|{W}: {t}|{W}: essays on {t}|{W}, {t}, and {t}|{W} and {t}|{W}, {w} and {t}|{W} in {t}|{W}: {T} ({t})|{W} ({t}) in {t}|DSM-III and {t}|In memory of {p}|The legacy of {p}: {t}|{W} after {p}|Lecture in honor of {p}|{T}, held in the honor of {p}, the Academician|{T} and {t}|{T} in {t}: a systematic review|The role of {t} in {t}|{T}|{T}: {t} and {t}|Effects of {t} on {t}: a randomized controlled trial|
Towards {t}|{T}. A handbook|An introduction to {t}|{T} among {t}|Does {t} improve {t}?|{T}: theory and practice|A meta-analysis of {t}|Understanding {t}|
Handbook of {t}|{T} - a new approach|"{T}" revisited|The {t} scale: development and validation|Essays on {t}|{T} in 14 European countries, 1985–1987|Principles of {t}|
Guidelines for {t}|Mental health atlas {y}|National strategy for {t} {y}-{y}|{T}, Part {n}: {t}|The future of {t}|Global status report on {t}""")
DE_TOPICS = choices("""soziale Ungleichheit|psychisch kranke Menschen|die Lebenslage alter Menschen|Arbeitslosigkeit|berufliche Rehabilitation|Angehörige|Migration und Integration|
Jugend|soziale Bewegungen|Wohlfahrtsstaat|politische Kultur|Familie und Beruf|Gesundheitsförderung|Schule|gemeindenahe Psychiatrie|Selbsthilfegruppen|Gewalt in der Familie|
qualitative Sozialforschung|Bildungschancen|der öffentliche Raum|Biographie|Wertewandel|Geschlechterverhältnisse|Lebensstile|Wahlverhalten|Armut""")
DE_TITLES = choices("""{W}|{W}|{W}: {t}|{W}. {T}|{W} und {w}|{W}, {w} und {t}|{W} (und) {t}. {T}|{T} und {t}|{T}. Eine empirische Untersuchung|{T} im Wandel|{T}: Theorie und Praxis|Zur Soziologie von {t}|{T} in Deutschland. Ergebnisse einer Befragung|
Einführung in das Thema {t}|{T} zwischen {t} und {t}|Grundlagen der Forschung über {t}|Handbuch {t}|Auswirkungen auf {t}|{T} – ein Überblick|Probleme der Messung: {t}|
Was ist {t}?|{T} als Herausforderung|{T} seit {y}|Zum Verhältnis von {t} und {t}|Soziologische Theorie|Die Konstruktion von {t}""")
DE_JOURNALS = choices("""Zeitschrift für Soziologie|Kölner Zeitschrift für Soziologie und Sozialpsychologie|KZfSS|Soziale Welt|Psychiatrische Praxis|Der Nervenarzt|Aus Politik und Zeitgeschichte|
Leviathan|Politische Vierteljahresschrift|Berliner Journal für Soziologie|Zeitschrift für Pädagogik|Psychotherapeut|Sozialer Fortschritt|WSI-Mitteilungen|Historische Sozialforschung|
Zeitschrift für klinische Psychologie|Neue Praxis|Das Gesundheitswesen|ZUMA-Nachrichten|Mitteilungen aus der Arbeitsmarkt- und Berufsforschung""")
RU_JOURNALS = choices("""Вестник {o} университета|Вестник {o} государственного университета. Серия: Психология|Учёные записки {o} университета|Вопросы {k}|Журнал {k}|Проблемы {k}|Обозрение {k}|
Известия {o} академии|Журн. {k}|Вестн. {k}|Вопр. {k}|Человек. Сообщество. Управление|Труды Института {k}|{O} медицинский журнал|{O} медицина|Экономика и право|
Наука и образование: {k}|{O} психологический журнал|Бюллетень {o} отделения РАН|Соц. и клин. психиатрия|Социологические исследования|Здравоохранение {o} области|Психол. журн.|
Тр. {o} НИИ|Журн. невропатол. и психиатр.|Рос. психиатр. журн.|{O} вестник психиатрии и наркологии|Медико-социальная экспертиза и {k}|Педагогика. Психология. {O} мир""")
RU_REGIONS = [
    "российский",
    "сибирский",
    "уральский",
    "московский",
    "томский",
    "казанский",
    "дальневосточный",
    "международный",
    "евразийский",
    "украинский",
    "белорусский",
    "клинический",
    "независимый",
]
RU_ORGS = choices("""Всемирная организация здравоохранения|ВОЗ|Министерство здравоохранения Российской Федерации|Минздрав России|Росстат|Федеральная служба государственной статистики|
Российское общество психиатров|Правительство Российской Федерации|Институт психологии РАН|НМИЦ психиатрии и наркологии им. В.П. Сербского|Комитет по здравоохранению {o}|МОЗ України|
Департамент здравоохранения {o} области|Научный центр психического здоровья|Общероссийская общественная организация инвалидов «Новые возможности»|Организация Объединённых Наций|
Міністерство охорони здоров'я України|Министерство труда и социальной защиты РФ|Академия медицинских наук|Счетная палата Российской Федерации|Союз реабилитологов России""")
EN_ORGS = choices("""World Health Organization|WHO|American Psychiatric Association|National Institute for Health and Care Excellence|NICE|Department of Health|Ministry of Health|
U.S. Department of Health and Human Services|National Institute of Mental Health|European Commission|Royal College of Psychiatrists|Mental Health Foundation|OECD|United Nations|
Substance Abuse and Mental Health Services Administration|National Alliance on Mental Illness|Centers for Disease Control and Prevention|The {x} Collaborative Group|{x} Study Group|
{x} Society for {t}|Institute of {t}|Council of Europe|Scottish Government|International Labour Organization|World Psychiatric Association|{x} Working Group|World Bank|Office for National Statistics|
Royal Australian and New Zealand College of Psychiatrists|Committee on {t}|{x} Task Force|State Statistics Service|Bureau of Labor Statistics""")
DE_ORGS = choices("""Statistisches Bundesamt|Bundesministerium für Gesundheit|Bundesministerium für Familie, Senioren, Frauen und Jugend|Deutsche Gesellschaft für Psychiatrie|BMFSFJ|Bundesagentur für Arbeit|
Deutscher Bundestag|Bundeszentrale für politische Bildung|Institut für Demoskopie Allensbach|Robert Koch-Institut|Aktion Psychisch Kranke|OECD|Europäische Kommission""")


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    """Return the rows of a table; comment lines left out."""
    with (folder / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader((x for x in lines if not x.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE))


class Words:
    """All word material, and the random source that draws from it."""

    def __init__(self, tables: Path, titles: list[str], seed: int) -> None:
        self.random = random.Random(seed)
        names = rows(tables, "given_names.tsv")
        russian = [r for r in names if "ru" in r["languages"]]
        self.given_m = [r["name"] for r in russian if r["gender"] == "m"]
        self.given_f = [r["name"] for r in russian if r["gender"] == "f"]
        patronymics = [form.strip() for r in russian for form in r["patronymics"].split("|") if form.strip()]
        self.patronymics_m = [form for form in patronymics if form.endswith("ич")]
        self.patronymics_f = [form for form in patronymics if form.endswith("на")]
        subjects = rows(tables, "thesaurus.tsv")
        self.ru_topics = [r["ru"] for r in subjects]
        self.en_topics = [*EN_TOPICS * 8, *(r["en"] for r in subjects)]
        journals = rows(tables, "journals.tsv")

        def column(*names: str) -> list[str]:
            return [form.strip() for r in journals for n in names for form in r[n].split("|") if form.strip()]

        self.ru_journals = [j for j in column("title", "variants") if re.search("[а-я]", j)]
        self.en_journals = [*column("english", "abbreviations"), *(j for j in column("title") if re.search("[a-z]", j))]
        self.titles = titles

    def pick(self, values: list[str]) -> str:
        return self.random.choice(values)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def number(self, low: int, high: int) -> str:
        return str(self.random.randint(low, high))
