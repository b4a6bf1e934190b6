"""Words of print for invented references, by language: marks, months, genres, editions, series, containers, addresses."""

from __future__ import annotations

from reference_words import several

MARKS = {
    "ru": {"$V": ["Т.", "Т.", "т.", "Том", "Т"], "$N": ["№", "№", "№", "N", "вып.", "Вып."], "$P": ["С.", "С.", "с.", "C.", "стр.", "сс."], "$S": ["с", "с", "c", "стр"],
           "$E": ["под ред.", "Под ред.", "под общ. ред.", "Под общей редакцией", "под научной редакцией", "отв. ред.", "Под редакцией", "сост.", "гл. ред.", "научн. ред. проф."],
           "$F": ["(ред.)", "(ред)", "(отв. ред.)", "(под ред.)", "(общ. ред.)"]},
    "rl": {"$V": ["T.", "t.", "Vol.", "vol.", "Tom"], "$N": ["№", "no.", "No.", "№", "vyp.", "Vyp.", "N"], "$P": ["S.", "s.", "P.", "pp.", "p.", "C."], "$S": ["s", "p", "s", "p", "pp"],
           "$E": ["pod red.", "Pod red.", "pod obshch. red.", "Ed. by", "ed.", "otv. red.", "Eds."], "$F": ["(red.)", "(ed.)", "(Ed.)", "(Eds)", "(eds.)", "(Eds.)"]},
    "en": {"$V": ["vol.", "Vol.", "V.", "v."], "$N": ["no.", "No.", "№", "iss.", "Issue", "N"], "$P": ["pp.", "P.", "p.", "PP.", "рр."], "$S": ["p", "pp", "p"],
           "$E": ["ed. by", "Ed. by", "edited by", "Edited by", "eds.", "Eds."], "$F": ["(ed.)", "(Ed.)", "(Eds)", "(eds.)", "(Eds.)", "(eds)"]},
    "de": {"$V": ["Bd.", "Jg.", "Band"], "$N": ["H.", "Heft", "Nr."], "$P": ["S."], "$S": ["S"], "$E": ["hrsg. von", "Hrsg.", "Hg."], "$F": ["(Hrsg.)", "(Hg.)", "(Hrsg)"]},
    "uk": {"$V": ["Т.", "т."], "$N": ["№", "Вип.", "вип."], "$P": ["С.", "с."], "$S": ["с"], "$E": ["за ред.", "за заг. ред.", "під ред.", "упоряд."], "$F": ["(ред.)", "(за ред.)"]},
}  # fmt: skip
AREAS = [". – ", ". – ", ". — ", ". - ", ". ", ". ", ". ", " - ", ".-", ".—", ". -", ", "]
MONTHS = {
    "ru": several("января февраля марта апреля мая июня июля августа сентября октября ноября декабря"),
    "rl": several("yanvarya fevralya marta aprelya maya iyunya iyulya avgusta sentyabrya oktyabrya noyabrya dekabrya"),
    "uk": several("січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня"),
    "en": several("January February March April May June July August September October November December"),
    "de": several("Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
}
DEGREES = ["мед.", "психол.", "пед.", "экон.", "юрид.", "социол.", "филос.", "биол."]
GENRES = {
    "thesis": {"ru": ["дис. ... канд. {d} наук", "автореф. дис. ... канд. {d} наук", "Дис. ... докт. {d} наук", "Автореф. дисс. ... д-ра {d} наук", "автореф. дис. … канд. {d} наук",
                      "дисс. канд. {d} наук", "диссертация на соискание ученой степени кандидата {d} наук", "дис. ...докт. {d} наук", "Автореферат диссертации", "дис. ... д-ра {d} наук"],
               "uk": ["дис. ... канд. {d} наук", "автореф. дис. ... д-ра {d} наук", "автореф. дис. на здобуття наук. ступеня канд. {d} наук"],
               "rl": ["avtoref. dis. ... kand. {d} nauk", "Dis. ... d-ra {d} nauk", "Avtoref. diss. kand. {d} nauk", "Cand. Sci. (Med.) Diss.", "Abstract of Cand. Sci. (Psychol.) Diss.", "Diss. kand. {d} nauk",
                      "Dr. Sci. (Med.) thesis", "Extended abstract of candidate's thesis", "Candidate's dissertation", "PhD Thesis", "Ph.D. diss.", "Dr. med. sci. diss. abstract"],
               "en": ["PhD thesis", "Ph.D. dissertation", "Doctoral dissertation", "Unpublished doctoral dissertation", "Master's thesis", "dissertation", "MA Thesis", "doctoral thesis", "Ph. D. Thesis"],
               "de": ["Dissertation", "Diss.", "Diplomarbeit", "Habilitationsschrift", "Magisterarbeit", "unveröffentlichte Diplomarbeit", "Phil. Diss.", "Masterarbeit"]},
    "book": {"ru": ["учебное пособие", "учеб. пособие", "монография", "учебник", "руководство для врачей", "учебник для вузов", "хрестоматия", "методические рекомендации", "справочник", "практикум",
                    "коллективная монография", "пособие для врачей", "материалы конференции", "сборник научных трудов", "сб. науч. тр.", "тез. докл.", "учебно-методическое пособие"],
             "uk": ["навч. посіб.", "монографія", "підручник", "зб. наук. пр."],
             "rl": ["uchebnoe posobie", "ucheb. posobie", "monografiya", "uchebnik", "rukovodstvo dlya vrachei", "metodicheskie rekomendatsii", "sbornik nauchnykh trudov", "materialy konferentsii", "monograph", "textbook"],
             "en": ["monograph", "textbook", "a guide for practitioners", "proceedings of the conference", "collection of papers"], "de": ["Lehrbuch", "Festschrift", "Handbuch"]},
    "report": {"ru": ["доклад", "аналитический доклад", "отчет о НИР", "статистический сборник", "клинические рекомендации", "стат. сб.", "доклад о состоянии здравоохранения в мире", "информационный бюллетень", "научный доклад"],
               "uk": ["аналітична доповідь", "стат. зб.", "звіт"],
               "rl": ["doklad", "analiticheskii doklad", "statisticheskii sbornik", "otchet o NIR", "klinicheskie rekomendatsii"],
               "en": ["Technical report", "Working paper", "Discussion Paper", "Clinical Guideline", "report", "Research Report", "Report of a WHO meeting", "Tech. Rep.", "Policy brief", "fact sheet", "NBER Working Paper"],
               "de": ["Arbeitspapier", "Discussion Paper", "Forschungsbericht", "Abschlussbericht", "Bundestagsdrucksache", "WZB Discussion Paper"]},
    "law": {"ru": ["Федеральный закон", "Закон РФ", "Приказ Минздрава России", "Приказ Министерства здравоохранения Российской Федерации", "Постановление Правительства РФ", "Указ Президента Российской Федерации",
                   "Приказ Минздравсоцразвития России", "Распоряжение Правительства РФ", "Федеральный закон Российской Федерации", "Приказ МЗ РФ", "Постановление Пленума Верховного Суда РФ", "Приказ Минтруда России"],
            "uk": ["Закон України", "Наказ МОЗ України", "Постанова Кабінету Міністрів України", "Указ Президента України", "Наказ Міністерства охорони здоров'я України"],
            "rl": ["Federal'nyi zakon", "Zakon RF", "Prikaz Minzdrava Rossii", "Postanovlenie Pravitel'stva RF", "Federal Law", "Law of the Russian Federation", "Order of the Ministry of Health of the Russian Federation", "Ukaz Prezidenta RF"],
            "en": ["Federal Law", "Order of the Ministry of Health", "Decree of the Government", "Law", "Executive Order", "Public Law", "Decree of the President", "Government Resolution"],
            "de": ["Gesetz", "Verordnung", "Bundesgesetz"]},
    "web": {"ru": ["официальный сайт", "сайт", "интервью", "Лекция", "видеозапись"], "uk": ["офіційний сайт"], "rl": ["ofitsial'nyi sait", "sait", "Lektsiya"], "en": ["official site", "website", "blog", "Press release"], "de": ["Webseite", "Pressemitteilung"]},
    "other": {"ru": ["свидетельство о регистрации базы данных", "база данных", "рукопись", "препринт", "заявка", "рецензия"], "uk": ["база даних"], "rl": ["baza dannykh", "preprint", "rukopis'"], "en": ["dataset", "Data set", "preprint", "computer software", "database", "conference paper", "poster"], "de": ["Datensatz", "Vortrag", "Manuskript"]},
}  # fmt: skip
EDITIONS = {
    "ru": ["2-е изд.", "3-е изд., перераб. и доп.", "Изд. 2-е", "2-е изд., испр.", "4-е изд., стер.", "изд. 2-е, доп.", "2 изд.", "5-е издание", "Изд. 3-е, испр. и доп."],
    "uk": ["2-ге вид.", "3-тє вид., доп.", "Вид. 2-ге"], "rl": ["2-e izd.", "3-e izd., pererab. i dop.", "2nd ed.", "Izd. 2-e", "2-e izd., ispr.", "3rd edn"],
    "en": ["2nd ed.", "3rd edition", "4th edn.", "2nd edn", "rev. ed.", "Third edition", "2nd ed", "5th ed., rev."], "de": ["2. Aufl.", "3. Auflage", "2., überarb. Aufl.", "4. überarbeitete Auflage", "2., erweiterte Auflage"],
}  # fmt: skip
SERIES = {"ru": ["Психология и психотерапия", "Библиотека практического врача", "Мастера психологии", "Высшее образование"], "uk": ["Бібліотека лікаря"], "rl": ["Mastera psikhologii", "Biblioteka vracha"],
          "en": ["Cambridge Studies in Psychology", "WHO Technical Report Series", "Lecture Notes in Computer Science", "Oxford Psychiatry Library", "Advances in Psychotherapy"], "de": ["Edition Suhrkamp", "Reihe Gesundheit", "Schriften zur Sozialpsychiatrie"]}  # fmt: skip
CONTAINERS = {
    "ru": [
        "Материалы {n} Всероссийской конференции «{t}»",
        "{T}: материалы междунар. науч.-практ. конф.",
        "Сборник научных трудов",
        "{T}: сб. ст.",
        "Тезисы докладов {n} съезда психиатров России",
        "{T}",
        "{T}. Руководство",
        "Материалы XV съезда психиатров России",
        "Руководство по {k}",
        "{T}: сборник материалов научно-практической конференции с международным участием",
        "Психология: словарь",
        "Собр. соч.",
        "Труды {n} съезда",
        "Тез. докл. конф. «{t}»",
        "{T}: {t}, {t} и {t} аспекты. Сборник материалов научно-практической конференции",
        "{T}. Материалы Всероссийской конференции с международным участием",
        "{T}: {t}. Сборник тезисов",
        "Материалы XVI съезда психиатров России и конференции «{t}»",
    ],
    "en": [
        "Handbook of {t}",
        "{T}",
        "Proceedings of the International Conference on {t}",
        "{T}: theory and practice",
        "Advances in {t}",
        "The Oxford handbook of {t}",
        "Proc. {n}th Congress of Psychiatry",
        "Current issues in {t}",
        "Abstracts of the World Congress on {t}",
        "23rd European Congress of Psychiatry",
        "5th International Conference on {t}",
        "{T}: book of abstracts",
    ],
    "de": ["Handbuch {t}", "{T}", "{T}. Ein Handbuch", "Lexikon der Soziologie", "{T}. Theorien und Befunde"],
}
LANGUAGE_NOTES = ["Russian", "Russ.", "Russian", "Ukrainian", "German", "Russian"]
SITES = several("""https://www.who.int/publications/i/item/978{n} http://www.consultant.ru/document/cons_doc_LAW_{n} https://cyberleninka.ru/article/n/{w}-{w} http://elibrary.ru/item.asp?id={n} https://rosstat.gov.ru/folder/{n}
http://www.{w}.ru/{w}/{n}.html https://www.{w}.org/{w}/{w}.pdf http://{w}.com https://doi.org/10.{p}/{w}.{n} http://psyjournals.ru/{w}/{n}.shtml www.{w}.de/{w}/{n} https://zakon.rada.gov.ua/laws/show/{n} www.nimh.nih.gov
http://apps.who.int/iris/bitstream/{n}/{w}_eng.pdf https://www.{w}.gov/{w}?id={n}&lang=en http://www.{w}.de""")
LATIN_WORDS = several(
    "psy mental health data report stat articles news library files nauka obzor soc journal archive med rehab"
)
