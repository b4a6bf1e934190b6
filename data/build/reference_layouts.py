"""Invented references with known parts: the layouts of real lists, filled with word material.

A layout is a line of text. ``{ti}`` puts in a part and remembers its place under that label, ``<a|b>`` chooses one of
several wordings, ``~`` is the area mark of the whole reference (". – " or ". " …), ``$V $N $P $S`` are its words for
volume, issue, pages and number of pages. Labels: see ``LABELS``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reference_grey import LABELS as GREY_LABELS
from reference_grey import LAYOUTS as GREY
from reference_grey import SILENT as GREY_SILENT

if TYPE_CHECKING:
    from reference_values import Values

LABELS = """au author · ed editor · re responsibility after a slash · tr translator · ti title · tt its translation · ct container · ctt its translation · yr date ·
vo volume · is issue · pg pages · np number of pages · pub publisher · pl place · edn edition · doi · url · acc date of access · ge genre · ser series · nr number of an act or report ·
lang language · num running number · id ISBN, ISSN, PMID · no other notes · o punctuation and cue words"""

# ---- journal articles -------------------------------------------------------------------------
GOST_ARTICLE = """
{au} {ti}< |.| |. >//< |>{ct}~{yr}~$V {vo}<, |~>$N<| >{is}~$P <|>{pg}<.|>
{au} {ti}< |. |.| |  >//< |>{ct}<. |, |.>{yr}<. |, |.>$N<| >{is}<. |, |.>$P<| >{pg}<.|>
{au} {ti}< |. |>//< |>{ct}<. |, >{yr}<. |, >$V<| >{vo}<. |, |(>$N<| >{is}<. |, |). >$P<| >{pg}.
{au} {ti} //< |>{ct}. {yr}. $V {vo}({is}). $P {pg}.
{au} {ti} // {ct}. {yr}. $V {vo}. $P {pg}<.| >
{au} {ti} // {ct}. <—|–|-> {yr}. <—|–|-> $V {vo}. <—|–|-> $P {pg}
{au} {ti} / {re} // {ct}~{yr}~$V {vo}, $N {is}~$P {pg}.
{au} {ti} <[Текст]|[Text]|[Tekst]|: [Текст]> / {re} // {ct}. – {yr}. – $N {is}. – $P {pg}.
{ti} / {re} // {ct}~{yr}~$V {vo}, $N {is}~$P {pg}.
{ti} / {re} // {ct}. – {yr}. – $N {is} (<{no}>). – $P {pg}.
{ti} / {re} <[и др.]|[et al.]|[i dr.]> // {ct}~{yr}~$N {is}~$P {pg}.
{au} {ti} // {ct}. {yr}. $N {is}. $P {pg}. <DOI: |doi: |DOI |https://doi.org/>{doi}<.|>
{au} {ti} // {ct}. {yr}. <Том|Т.|Vol.> {vo}. $N {is}. $P {pg}. DOI: {doi} <URL: {url}|>
{au} {ti} // {ct}. {yr}. $N {is}<. $P {pg}|>. <URL|Режим доступа>: {url} (дата обращения: {acc})<.|>
{au} {ti}<.|> // {ct}<,|> {yr}; $V {vo}, $N {is}: {pg}.
{au} {ti} //{ct}.{yr}.$V{vo}.$N{is}.$P{pg}.
{au} {ti}// {ct}.-{yr}.-$V{vo}.-$N{is}.-$P{pg}.
{au} {ti}. // {ct}.—{yr}.—$V {vo}.—$N{is}.—$P.{pg}. (<in Rus.|In Russ.|in Russian>)
{au} {ti}. {ct}. {yr}; {vo}: {pg}.
{au} {ti}. {ct}. {yr}; $V {vo}; $N {is}: {pg}.
{au} {ti}. {ct}. {yr}; {vo}<|, | >({is}): {pg}<.| >
{au} {ti}. {ct}, {yr}, $V {vo}, $N {is}, $P {pg}.
{au} {ti}. – {ct}, {yr}, $V {vo}, $N {is}, $P {pg}.
{au}, {ti}. {ct}, {yr}, $N {is}, $P {pg}.
{au}. «{ti}». {ct}, $V {vo}, $N {is}, {yr}, $P {pg}.
{au} «{ti}». {ct} {is} ({yr}): {pg}.
{au} ({yr}) {ti}. {ct}, $V {vo}, $N {is}, $P {pg}.
{au} {yr}. {ti}. {ct} {vo}({is}): {pg}.
{au} {ti}. {ct}. {yr};{vo}({is}):{pg}. <DOI: |doi:|doi: |https://doi.org/|https:// doi.org/>{doi}
{au} {ti} // {ct}. $V {vo}. {yr}. $N {is}. $P {pg}.
{au} {ti} // {ct}. $N {is}. {yr}. $P {pg}.
{au} {ti} // {ct} ({pl}). {yr}. $N {is}. $P {pg}.
{au} {ti} : {ge} // {ct}. – {yr}. – $N {is}. – $P {pg}.
{au} {ti}. {ct} = {ctt}. {yr};{vo}({is}):{pg}. {doi}
{au} {ti} = {tt} // {ct}. {yr}. $V {vo}. $N {is}. $P {pg}.
{au} {ti} // {ct} = {ctt}. {yr}. $N {is}. $P {pg}.
{au} {ti} <[Электронный ресурс]|[Elektronnyi resurs]|[Electronic resource]> // {ct}. {yr}. $N {is}. <URL|Режим доступа>: {url} (дата обращения: {acc}).
{au} {ti} // {ct}. {yr}. {xday}. $N {is}
{au} {ti}. {ct}. {yr}. $N {is}. $P {pg}
{au} {ti} / {ct}. – {yr}. – $V {vo}. – $N {is}. – $P {pg}.
{au} {ti} // {ct}. — {pl}, {yr}. — $V {vo}. — $P {pg}.
{au} {ti} // {ct}. {yr}. $V {vo}. $P {pg}. – doi: {doi}. – EDN {id}.
{ti} // {ct}. {yr}. $V {vo}. $N {is}. $P {pg}.
{ti}. {au} // {ct}. {yr}. $N {is}. $P {pg}.
{au} {ti} // {ct}. - {yr}. - {vo}({is}). - {pg}.
{au} {ti} // {ct}. {yr}. $V {vo}<| >({is}). $P {pg}.
{au} {ti} // {ct}, {yr}. $V {vo} ({is}), $P {pg}.
{au} {ti} // {ct}. {yr}<. |, >{vo} ({is})<: |. $P |, >{pg}. <doi: {doi}|>
{au} {ti}. {ct}. {yr} {vo} ({is}): {pg}. <doi: {doi}|>
{au} {ti} // {ct}. {yr} <г. |>; <$V |>{vo}<, $N |; $N >{is}: {pg}.
{au} {ti} // {ct}, {vo} ({yr}), {pg}.
{au}{ti} // {ct}. {yr}. $N {is}. $P {pg}.
<См.: |Цит. по: |См. подробнее: |См. >{au} {ti} // {ct}. {yr}. $N {is}. $P {pg}.
{au} {ti} // {ct}. {yr}. $V {vo}. $N {is}. $P {pg}. <Ссылка активна на|Режим доступа: {url} дата обращения> {acc}.
{au} {ti} / {re} // {ct}. – {yr}. – $V {vo}, $N {is}. – $P {pg}. – DOI {doi}<. – EDN {id}|>.
{au} {ti}. // {ct} (<{pl2}|Москва>). {yr}; {vo} ({is}): {pg}.
"""
# Romanised Russian and [translated] titles.
TRANSLATED_ARTICLE = """
{au} {ti}. {ct}. {yr};{vo}({is}):{pg}<.|. {lang}|. (In {lang}).>
{au} {ti}. {ct}. {yr};({is}):{pg}<.|. {lang}|. ({lang}).>
{au} {ti} {ct}. {yr};({is}):{pg}.
{au} [{et}]. {ct} [{ctt}]. {yr};<{vo}|>({is}):{pg}. {lang}<.|>
{au} [{et}]. {ct} [{ctt}]. {yr};{vo}:{pg}. <(In {lang}).|{lang}> <DOI: |doi: |https://doi.org/>{doi}
{au} [{et}]. {ct}. {yr};{vo}({is}):{pg}. {lang}. <DOI: http://dx.doi.org/|doi:>{doi}
{au} [{et}]. {ct}. {yr};{vo}({is}):{pg} ({lang}).
{au} {ti} [{tt}]. {ct} [{ctt}]. {yr};{vo}({is}):{pg}. <(In {lang}).|{lang}|>
{au} {ti}. [{tt}]. {ct} [{ctt}]; {yr};{vo}:{pg}. (In {lang})
{au} {ti} [{tt}]. {ct} [{ctt}], {yr}, vol. {vo}, no. {is}, pp. {pg}<.|. (In {lang}).|. (In {lang}; abstr. in English).>
{au} {ti} [{tt}]. {ct}. {yr}. $V {vo}, $N {is}. $P {pg}. (In {lang}).
{au} ({yr}). {ti} [{tt}]. {ct} [{ctt}], {vo}({is}), {pg}. <(In {lang}).|> <https://doi.org/{doi}|>
{au} ({yr}). {ti} [{tt}]. {ct}. {vo}({is}). {pg}. [in {lang}].
{au} {ti} [{tt}] // {ct} [{ctt}]. {yr}. Vol. {vo}, no. {is}. P. {pg}. (In {lang}).
{au} {ti} // {ct}. {yr}. $V {vo}, $N {is}. $P {pg}. <(In {lang}).|[in {lang}].|({lang}).|>
{au} {ti} // {ct}. - {yr}. - $V {vo}. - $N {is}. - $P {pg}. (<In|in> {lang})
{au} {ti}. {ct}, {yr}, $N {is}, $P {pg} <(in {lang})|[in {lang}]>.
{au} {ti}. {ct} ({ctt}). {yr};{vo}({is}):{pg}. {lang}.
{au} {ti} ({tt}). {ct}, {yr}, vol. {vo}, no. {is}, pp. {pg}.
{au}. {ti}={tt}. {ct}={ctt}. {yr};{vo}({is}):{pg}. (In {lang})
{au}, “{ti},” {ct}, {vo}, No. {is}, {pg} ({yr}).
{au}, “{ti},” {ct}, No. {is}, {pg} ({yr}).
{au}, “{ti},” {ct}, {vo}, {pg} ({yr}).
{au}, “{ti},” {ct}, {vo} ({yr}).
{au}, {ti}, {ct}, {yr}, vol. {vo}, no. {is}, pp. {pg}.
{au}, {ti}, {ct}, {yr},{vo}, {pg}.
{au}, {ti}.{ct}, {yr}, {vo}, {pg}.
{au} {ti}. {ct} [{ctt}]. {yr};{vo}({is}):{pg}. ({lang}) https://doi.org/{doi}
{au} {ti} [{tt}]. {ct}. {yr}; {vo}({is}): {pg}. <(in {lang})|[{lang}]|{lang}>
{au} {ti} [{tt}]. {ct} = {ctt}, {yr}. Vol. {vo}, no. {is}, pp. {pg}. <DOI: {doi}|DOI:{doi}.|> (In Russ., abstr. in Engl.).
{au} {ti} [{tt}]. {ct} [{ctt}], {yr}. Vol. {vo}, no. {is}, pp. {pg}. <DOI: {doi}|> (In {lang}).
{au} ({yr}). {ti} [{tt}]. {ct} – {ctt}, {is}, {pg} [in {lang}].
{au} {ti} [{tt}]. {ct} [{ctt}]. {yr};{vo}({is}):{pg}. (In {lang}). <doi: |DOI: |https://doi.org/ |https:// doi.org/>{doi}
{au} {tt}. {ct} [{ctt}]. {yr};{vo}({is}):{pg}. (In {lang}).
{au} [{et}]. {ct}, {yr}, vol. {vo}, no. {is}, pp. {pg} (in {lang}).
{au} [{et}] [{lang}]. {ct}. {yr};{vo}:{pg}.
{au} {ti}. [{tt}]. {ct}. {yr};{vo}({is}):{pg}. [in {lang}]
{au} {ti} / {tt} // {ct}. {yr}. $V {vo}, $N {is}. $P {pg}.
{au} {ti} // {ct} / {ctt}. {yr}. $V {vo}, $N {is}. $P {pg}.
"""
WESTERN_ARTICLE = """
{au}. {ti}. {ct}. {yr};{vo}({is}):{pg}<.|>
{au}. {ti}. {ct} {yr};{vo}:{pg}.
{au}. {ti}. {ct}. {yr} ;{vo}({is}):{pg}. <doi: |doi:|DOI: |https://doi.org/>{doi}<.|. Epub {xday}.|>
{au}. {ti}. {ct} {yr}; {vo}: {pg}. <PMID: {id}|PMCID: {id}|>
{au} ({yr}). {ti}. {ct}, {vo}({is}), {pg}. <https://doi.org/{doi}|doi:{doi}|>
{au} ({yr}). {ti}. {ct}, {vo}, {pg}.
{au} ({yr}) {ti}. {ct} {vo}<:|: |, >{pg}<.|>
{au} ({yr}): {ti}. In: {ct} {vo} ({is}), S. {pg}.
{au} ({yr}): {ti}, in: {ct}, Jg. {vo}, <H.|Heft|Nr.> {is}, S. {pg}.
{au} ({yr}): {ti}. {ct}, {vo}<, | (>{is}<, |): >{pg}.
{au}, {yr}: {ti}. {ct} {vo}: {pg}.
{au}, {yr}: {ti}, in: {ct} {vo}, H. {is}, S. {pg}
{au}: {ti}. In: {ct}, {vo}. Jg., {yr}, H. {is}, S. {pg}.
{au}, {ti}, in: {ct} {vo} ({yr}), S. {pg}.
{au}: {ti}. {ct} {vo} ({yr}) {pg}.
{au} {ti}. {ct}, {vo}: {pg}, {yr}.
{au}, "{ti}," {ct}, vol. {vo}, no. {is}, pp. {pg}, {yr}.
{au}, “{ti},” {ct} {vo}, no. {is} ({yr}): {pg}.
{au}. "{ti}." {ct} {vo}.{is} ({yr}): {pg}. <Print.|>
{au}. {yr}. “{ti}.” {ct} {vo} ({is}): {pg}.
{au}. {yr}. {ti}. {ct} {vo}<:|, >{pg}.
{au} {yr}. {ti}. {ct}, {vo}, {pg}.
{au}, '{ti}', {ct}, {vo}<, |/>{is} ({yr}), pp. {pg}.
{au} ({yr}) '{ti}', {ct}, {vo}({is}), pp. {pg}.
{au}. {ti}. {ct}. {yr} {no}
{au}. {ti} [J]. {ct}, {yr}, {vo} ({is}): {pg}.
{au}. {ti}[J]. {ct}, {yr}, {vo}({is}): {pg}.
{au}, {ct} {vo}, {pg} ({yr}).
{au}, {ct} {yr}, {vo}, {pg}.
{au}. {ct}. {vo}, {pg} ({yr})
{au}. {ti}. {ct} {vo}, {pg} ({yr}).
{au} {ti}. {ct}. {yr};{vo}({is}):{pg}.
{au} {ti}. {ct} {yr}; {vo} ({is}): {pg}.
{au} {ti}. {ct}, {yr}, vol. {vo}, no. {is}, pp. {pg}. <doi: {doi}|https://doi.org/{doi}|>
{au} {ti}. {ct}. {yr}. Vol. {vo}. $N {is}. P. {pg}.
{au} {ti}. {ct}, {yr}, vol. {vo} ({is}), pp. {pg}.
{au} {ti}. {ct}, {yr}, vol. {vo}, p. {pg}.
{au} {ti}. {ct}. {yr};{vo}:{pg}<.|. Available from: {url}|. doi: {doi}>
{au} ({yr}). {ti}. {ct}. Advance online publication. doi:{doi}
{au} ({yd}). {ti}. {ct}. <Retrieved from|Retrieved {acc}, from> {url}
{au}. {ti}. {ct} ({pl}). {yr};{vo}:{pg}.
{au}. ({yr}). {ti}. {ct}, vol. {vo}, pp. {pg}.
{au} & {ct} ({yr}) {ti}
"""
# ---- books ------------------------------------------------------------------------------------
GOST_BOOK = """
{au} {ti}~{pl}<:|: |.: >{pub}, {yr}~{np}<| >$S<.|>
{au} {ti}. {pl}: {pub}<, |; >{yr}<.|>
{au} {ti}. {pl}: {pub}; {yr}. {np} $S. <({lang}).|>
{au} {ti}~{pl}<, |: >«{pub}»<, | >{yr}<,|, |. >{np} $S.
{au} {ti}<. |, >{pl}, {yr}<. |, |.— >{np}<| >$S.
{au} {ti}. {pl}<, |., >{yr}.
{au} {ti}~{edn}~{pl}: {pub}, {yr}~{np} $S.
{au} {ti}: {ge}~{edn}~{pl}: {pub}, {yr}~{np} $S.
{au} {ti}: {ge}~{pl}: {pub}, {yr}~{np} $S.
{au} {ti} : {ge} / {re}. – {edn}. – {pl} : {pub}, {yr}. – {np} $S. <– ISBN {id}.|> <– ({ser}).|>
{au} {ti} <[Текст]|[Text]> / {re}~{pl}: {pub}, {yr}~{np} $S.
{au} {ti} / <пер. с англ.|пер. с нем.|per. s angl.|transl.> {tr}~{pl}: {pub}, {yr}~{np} $S.
{au} {ti} <Пер. с англ.|/ Пер. с англ.|per. s angl.> {pl}: {pub}, {yr}.
{ti} / {re}~{pl}: {pub}, {yr}~{np} $S.
{ti} / $E {ed}~{pl}: {pub}, {yr}~{np} $S<.|>
{ti} / $E {ed}~{edn}~{pl}: {pub}, {yr}~{np} $S.
{ti}. $E {ed}~{pl}: {pub}, {yr}~{np} $S.
{ti}<. |/|/ >$E {ed}/<Т.|T.> {vo}. {pl}: {pub}, {yr}, {np} $S.
{ti} / {re}; $E {ed}~{pl}: {pub}, {yr}~{np} $S.
{au} {ti} / $E {ed}~{pl}: {pub}, {yr}~{np} $S.
{ed} $F {ti}~{pl}: {pub}, {yr}~{np} $S.
{ed} $F {ti}. {edn}. {pl}; {yr}. {np} $S.
{ed} $F. {ti}. {pl}<, |: >«{pub}»<, | >{yr},{np} $S.
{ed} $F {ti}, <Т.|T.> {vo}, {pl} «{pub}», {yr}, <с.|s.> {pg}.
{au} {ti}: <в|v> 2 <т.|t.> {pl}: {pub}, {yr}. <Т.|T.> {vo}. {np} $S.
{au} {ti}. {pl}: {pub}, {yr}. <Т.|T.|Ч.> {vo}. {np} $S.
{au} {ti}. {pl}: {pub}, {yr}. $P {pg}.
{au} {ti}. {pl}: {pub}<, |; >{yr}: {np}<.| $S.>
{au}. {ti}. {pl}: {pub}, {yr}. {np} $S.
{au}, {ti}, {yr}, {pl}.
{au}, {ti}. {pl}: {pub}, {yr}, {np} $S.
{au}. {yr}. {ti}. {pl}: {pub}.
{au} ({yr}). {ti}. {pl}: {pub}<.|, {np} $S.>
{au} {ti} [{tt}]. {pl}: {pub}<, |; >{yr}. {np} $S. <(In {lang}).|({lang}).|>
{au} {ti}. [{tt}]. {pl}<: |.: >{pub}, {yr}. {np} $S.
{au} {ti} [{tt}]. {pl}, {pub} Publ., {yr}. {np} $S. (In {lang}).
{au} {ti} [{tt}]. {pl}: {pub} Publ.; {yr}. {np} $S. (In {lang}).
{au} ({yr}). {ti} [{tt}]. {pl}: {pub} (In {lang}).
{au} [{et}]. {pl}: {pub}; {yr}. <{np} $S. |>{lang}<.|>
{ed}, ed<s|>. {ti} [{tt}]. {pl}: {pub}; {yr}. <{np} $S.|> <(In {lang}).|{lang}|>
{au} {ti}. {pl}: {pub}<.—|.->{yr}.—{np}<| >$S. (in {lang}.)
{au} {ti}.{pl}: {pub}.—{yr}.—{np}$S.
{au} {ti}. {ge}. {pl}: {pub}; {yr}.
{au} {ti}. {ge}. {pl}, {yr}.
{au} {ti}. {pl}: {pub}, {yr}. {np} $S. <URL|Режим доступа>: {url} (дата обращения: {acc}).
{au} {ti} <[Электронный ресурс]|[Electronic resource]>. – {pl}: {pub}, {yr}. – <Режим доступа|URL>: {url} <(дата обращения: {acc})|>.
{ti}~{pl}: {pub}, {yr}~{np} $S.
{ti}. {pl}: {pub}; {yr}.
{ti}: {ge}. {pl}: {pub}, {yr}. {np} $S.
{ti} ({no}). {ti2}. $E {ed}~{pl}: {pub}, {yr}~{np} $S.
{au} {ti}
{ti}
{ti} : {ge} / {re} <[и др.]|[et al.]>; $E {ed}. – {edn} – {pl} : {pub}, {yr}. – {np} $S.
{ti} : {ge} / $E {ed}. – {edn}. – {pl} : {pub}, {yr}. – {np} $S.
{ti} / <сост. |сост.: |Авт.-сост. |sost. |Редкол.: |[редкол.: >{ed}<|]>. {pl}: {pub}, {yr}. {np} $S.
{ti}: {ge}. <Под ред. |Отв. ред. |Под общ. ред. |Pod red. |Ed. >{ed}. {pl}: {pub}; {yr}.
{ti}. <Под ред. |под ред. |Eds. |eds. |Ed. |ed. |Editors: >{ed}. {pl}: {pub}; {yr}. {np} $S.
{ti} [{tt}]. <Ed. |Eds. |ed. by |Pod red. >{ed}. {pl}: {pub}; {yr}. {np} $S. <(In {lang}).|>
{ed} <(red.)|(eds.)|(Ed.)|, ed.|, eds.|, red.|, editors>. {ti} [{tt}]. {pl}: {pub}, {yr}. <(In {lang}).|>
{au} {ti}. <Под ред. |Pod red. |Ed. by |Научн. ред. >{ed}. {pl}: {pub}<, |; >{yr}. {np} $S.
{au} {ti} / <пер. с англ. |пер. с нем. |Пер. с англ. >{tr}; $E {ed}. {pl}: {pub}, {yr}. {np} $S.
{au} {ti}. {pl}: {pub}; {yr}:{np}.
{au} {ti}. – {edn}. – {pl}: {pub}, {yr}. – <Т. |Ч. |Кн. >{vo}. – {np} $S.
{au} {ti}. {pl}, «{pub}», {yr}, {np} $S.
{au} {ti}, {pl}, «{pub}»<,| >{yr},{np} $S.
{au} {ti}<,|.> <Т.|T.> {vo}<,|.> {pl}<,|> «{pub}», {yr}<, {np} $S|, с. {pg}>.
{au} {ti} / {re}; <пер. с англ. |transl. by >{tr}. {pl}: {pub}, {yr}.
{au} {ti}. {pl}<: {pub}|>; {yr}. <Доступно по: |Available at: |Режим доступа: >{url}. <Ссылка активна на {acc}.|>
{au} {ti}. ({ser}). {pl}: {pub}, {yr}. {np} $S.
{au}. {ti}. {pub}: {pl}; {yr}.
<См.: |Цит. по: |См. >{au} {ti}. {pl}: {pub}, {yr}. $P {pg}.
{ti}. {pl}: {pub}, {yr}. $V {vo}. {np} $S.
"""
WESTERN_BOOK = """
{au}. {ti}. {pl}: {pub}; {yr}<.|. {np} p.>
{au}. {ti}. {pl}: {pub}, {yr}.
{au} ({yr}). {ti}. {pl}: {pub}.
{au} ({yr}). {ti} (<{edn}>). {pl}: {pub}.
{au} ({yr}). {ti}. {pub}. <https://doi.org/{doi}|>
{au} ({yr}): {ti}. {pl}: {pub}.
{au} ({yr}): {ti}. {edn}. {pl}: {pub}.
{au} ({yr}): {ti}. {pl}.
{au}, {yr}: {ti}. {pl}: {pub}.
{au}: {ti}. {pl}: {pub} {yr}.
{au}: {ti}. {edn}, {pl} {yr}.
{au}: {ti}, {pl} {yr}.
{au}, {ti}, {pl} {yr}<.|, S. {pg}.>
{au}, {ti} ({pl}: {pub}, {yr}).
{au}, {ti}, {pl}, {pub}, {yr}<.|, {np} p.>
{au}. {yr}. {ti}. {pl}: {pub}.
{au}. {ti}. {edn}. {pl}: {pub}; {yr}.
{au}. {ti}. {edn}. {pl}, {yr}.
{au}. {ti}. {pub}, {yr}.
{au} {ti}. {pl}: {pub}; {yr}. {np} p.
{au} {ti}. {pl}: {pub}, {yr}.
{au} {ti}. {pl}: {pub}, {yr}. {np} <p|pp|S>.
{ed}<, | >(<eds|Eds|ed|Ed|eds.|Eds.|Ed.|Hrsg.|Hg.>)<.| > {ti}. {pl}: {pub}<; |, >{yr}.
{ed} (<Eds.|Ed.|Hrsg.|Hg.|ed.|eds.>) ({yr})<.|:> {ti}. {pl}: {pub}.
{ed}, <editors|editor|eds|ed|Eds>. {ti}. {pl}: {pub}; {yr}.
{ed}, <eds.|ed.|Hrsg.,> {ti}, {pl}, {pub}, {yr}.
{ti}. {ed}<, | >(<eds|Eds|Eds.>). {pl}: {pub}, {yr}.
{ti}. <Edited by|Ed. by|Edited by|Hrsg. von|Ed.> {ed}. {pl}: {pub}, {yr}.
{au}. {ti}. {pl}: {pub}; {yr}. ({ser}<; |, vol. | ><{vo}>).
{au}. {ti}. {ser}. {pub}, {pl}, {yr}.
{au} {ti} [M]. {pl}: {pub}, {yr}<.|: {pg}.>
{au}. {ti}. <Trans.|Translated by|Übers. von> {tr}. {pl}: {pub}, {yr}.
{au} ({yr}): {ti}. Reihe: {ser}. {pl}: {pub}.
{au} ({yr}) {ti}, {pl}: {pub}.
{au}, {ti} {yr}.
{ed} (<Hrsg.|Hg.|Eds.|eds>) ({yr}): {ti}<. {pl}: {pub}|. {pl}|, {pl}>.
{ed} (<Hrsg.|Hg.>): {ti}. {edn}. {pl}<: {pub}|> {yr}.
{ed} (<Hrsg.|Hg.>), {yr}: {ti}. {pl}: {pub}.
{au} ({yr}): {ti} ({edn}). {pl}: {pub}.
{au} ({yr}): {ti}. Opladen/Farmington Hills: {pub}.
{au} ({yr}): {ti}. {ge}. {pl}.
{au} ({yr}), {ti}, {pl}: {pub}.
{au} ({yr}) {ti}, {edn}, {pl}: {pub}.
{au} ({yr}), {ti}, {pub}, {pl}.
{au}, {ti} ({pl}, {yr}).
{au} ({yr}): {ti}. <mimeo|unpublished manuscript|unv. Manuskript>, {pub}.
{au} [{yr}]: {ti}. {pl}: {pub}.
"""
# ---- parts of books, conferences ------------------------------------------------------------------
GOST_CHAPTER = """
{au} {ti} // {ct}~{pl}<: {pub}|>, {yr}~$P {pg}.
{au} {ti} // {ct} / $E {ed}~{pl}: {pub}, {yr}~$P {pg}.
{au} {ti} // {ct} ($E {ed}). {pl}: {pub}, {yr}. $P {pg}.
{au} {ti} / {re} // {ct} : {ge} / $E {ed}. – {pl} : {pub}, {yr}. – $P {pg}.
{au} {ti} // {ct}: {ge}~{pl}: {pub}, {yr}~<Вып. |Т. |Ч. |Vyp. |T. >{vo}~$P {pg}.
{au} {ti} // {ct}. {pl}: {pub}, {yr}. $V {vo}. $P {pg}.
{au} {ti}<. |: >{gec} // {ct}. {pl}, {yr}. $P {pg}.
{au} {ti}. <В кн.: |В кн: |В сб.: |V kn.: |In: |В: >{ct}. {pl}<: {pub}|>; {yr}<. $P |: |; >{pg}.
{au} {ti}. <В кн.: |В сб.: |V kn.: |In: >{ct}. <Под ред. |pod red. |Ed. by >{ed}. {pl}: {pub}; {yr}. $P {pg}.
{au} {ti}. <В кн.: |In: |V kn.: >{ed} (<ред.|red.|eds.|Ed.>). {ct}. {pl}: {pub}; {yr}: {pg}.
{au} {ti} <В кн.: |// В кн.: >{ct}. {pl}, {yr}, <с.|s.> {pg}.
{au} {ti}. {ct}/$E {ed}. {pl}, {yr}.
{au} {ti}. {ct} / $E {ed}. {pl}: {pub}, {yr}.
{au} {ti} [{tt}]. {ct} [{ctt}]. {pl}<: {pub}|>, {yr}. <pp. |P. |s. >{pg}<. (In {lang})|>.
{au} {ti} [{tt}]. In: {ct} [{ctt}]. {pl}: {pub}; {yr}. <p. |pp. >{pg}. <(In {lang}).|{lang}>
{au} {ti} [{tt}]. {ct}: <In 6 vol.|v 6 t.> <Vol.|T.> {vo}. {pl}: {pub}, {yr}. pp. {pg}.
{au} [{et}]. In: {ct} [{ctt}]. {pl}; {yr}. <p. |P. |>{pg}. {lang}
{ti} // {ct} / $E {ed}. {pl}: {pub}, {yr}. $P {pg}.
{au} {ti} // {ct} <(г. |(|, >{pl2}<, |, >{xday}). {pl}: {pub}, {yr}. $P {pg}.
{au} {ti} // {ct}, {xday}<, {pl2}|>. {pl}, {yr}. $P {pg}.
{au} {ti} // {ct}. {pl}, {yr}. URL: {url} (дата обращения: {acc}).
{au} {ti} // {ct}: {ge} / <под ред. |отв. ред. |под общ. ред. |pod red. >{ed}. {pl}<: {pub}|>, {yr}. <Т. {vo}. |Ч. {vo}. |>$P {pg}.
{au} {ti} // {ct} / <редкол.: |под ред. |Ed. by >{ed} <[и др.]|и др.|et al.|>. {pl}<: {pub}|>, {yr}. $P {pg}.
{au} {ti}. <В кн.: |В: |In: |В сб.: >{ct}. {ed}, <ред. |ed. |eds. |red. ><2-е изд. |>{pl}: {pub}; {yr}. <с. |p. >{pg}.
{au} {ti}. <В кн.: |In: >{ct} / <под ред. |ed. by >{ed}. {pl}: {pub}, {yr}: {pg}.
{au} {ti} <[{tt}]|>. <In: |V kn.: >{ed} (<ed.|eds.|red.>). {ct} [{ctt}]. {pl}: {pub}; {yr}. <pp. |p. >{pg}. <(In {lang}).|>
{au} {ti} [{tt}]. {ct} [{ctt}]. <Ed. by |Pod red. |Eds. >{ed}. {pl}: {pub}; {yr}. <pp. |P. >{pg}.
{au} {ti}. {ct}. {pl}: {pub}; {yr}. $P {pg}.
{ti}. <В кн.: |In: >{ct}. {pl}: {pub}, {yr}. $P {pg}.
{au} {ti} / {re} // {ct} : {ge}, {pl2}, {xday}. – {pl} : {pub}, {yr}. – $P {pg}.
"""
WESTERN_CHAPTER = """
{au}. {ti}. In: {ed}, <editors|editor|eds>. {ct}. {pl}: {pub}; {yr}. p. {pg}.
{au}. {ti}. In: {ed} (<eds|Eds|Ed|ed|eds.>)<.|,> {ct}. {pl}: {pub}, {yr}<: |. p. |, pp. >{pg}.
{au}. {ti}. In {ct}. {ed} (<eds|ed>), {pl}: {pub}, {yr}; {pg}.
{au} ({yr}). {ti}. In {ed} (Ed<s|>.), {ct} (pp. {pg}). {pl}: {pub}.
{au} ({yr}). {ti}. In {ed} (Eds.), {ct} (<{edn}|Vol. {vo}>, pp. {pg}). {pub}.
{au} ({yr}): {ti}. In: {ed} (<Hrsg.|Hg.|Eds.|ed.>)<:|,> {ct}. {pl}: {pub}, <S.|pp.> {pg}.
{au} ({yr}): {ti}, in: {ed} (<Hrsg.|Hg.>), {ct}, {pl}: {pub}, S. {pg}
{au} ({yr}): {ti}. In: {ed}: {ct}. {pl}: {pub}. S. {pg}.
{au}, {yr}: {ti}. <S.|pp.> {pg} in: {ed} (<Hrsg.|Hg.|eds.>), {ct}. {pl}: {pub}.
{au}: {ti}. In: {ed} (<Hrsg.|Hg.>): {ct}, {pl} {yr}, S. {pg}.
{au}, {ti}, in: {ed} (<Hrsg.|Hg.|ed.>), {ct}, {pl} {yr}, S. {pg}.
{au}, "{ti}," in {ct}, <ed. |eds. |edited by >{ed} ({pl}: {pub}, {yr}), {pg}.
{au}, "{ti}," in {ct}, {pl}, {yr}, pp. {pg}.
{au}, “{ti},” in: {ct} [in {lang}], {pub}, {pl} ({yr}), pp. {pg}.
{au}, {ti} [in {lang}], {pub}, {pl} ({yr}).
{au}. {yr}. “{ti}.” In {ct}, edited by {ed}, {pg}. {pl}: {pub}.
{au}. {ti}. In <Proceedings of |Proc. |>{ct}, <pages|pp.> {pg}, {yr}.
{au}. {ti}. In {ct}, volume {vo} of {ser}, pages {pg}. {pub}, {yr}.
{au} {ti}. In: {ct}. {pl}: {pub}, {yr}: {pg}.
{au} {ti} / In: {ed} (Eds.), {ct} (pp. {pg}). {pl}: {pub}. {yr}.
{au} {ti}. In: {ct}, {ed} (eds). {pub}, {pl}, pp {pg} ({yr})
{au} ({yr}) {ti}. In: {ed} (eds) {ct}. {pub}, {pl}, pp {pg}
{au} ({yr}): {ti}, in: {ed} (<Hrsg.|Hg.|Hrsg>) ({yr2}): {ct}<.|,> {pl}: {pub}, S. {pg}.
{au} ({yr}): {ti}. In: {ed} <Hrsg.|Hg.|(Hrsg)>: {ct}. {pl}<: {pub}|>, S. {pg}<.|>
{au} ({yr}): {ti}. In: {ct}. <Hrsg. von|Hrsg. v.|hrsg. von|Herausgegeben von|Hrsg.:> {ed}. {pl}: {pub}, S. {pg}.
{au}: {ti}. In: {ct}, <hrsg. von|hrsg. v.|hg. von> {ed}, {pl} {yr}, S. {pg}.
{au} ({yr}): {ti}, in: <ders.|dies.> (<Hrsg.|Hg.>): {ct}, {pl}<: {pub}|>, S. {pg}.
{au} ({yr}): {ti}. In: {ed} (<Hrsg.|Hg.>) {ct}. {pl}. S. {pg}.
{au}. ({yr}). {ti}. In {ed} (Hrsg.), {ct} (S. {pg}). {pl}: {pub}.
{au} ({yr}): »{ti}«, in: {ed} (Hg.), {ct}, {pl}<: {pub}|>, S. {pg}.
{au} ({yr}), {ti}, in {ed} (<eds|ed.|eds.>), {ct}, {pl}: {pub}, <pp. |>{pg}.
{au} ({yr}) ‘{ti}’, in {ed} (<eds|ed.|eds.>) {ct}, {pl}: {pub}, pp. {pg}.
{au}, ‘{ti}’, in {ct}, <ed. |eds. |edited by >{ed} ({pl}: {pub}, {yr}), <pp. |>{pg}.
{au} ({yr}). {ti}. In: {ct} (<eds|ed> {ed}), pp. {pg}. {pub}, {pl}.
{au} {yr}. {ti}. In {ct}, <ed.|eds> {ed}, {pg}. {pl}: {pub}.
{au} ({yr}). {ti}. <Presented at|Paper presented at|Vortrag auf|In:> {ct}, {pl}.
{au}, {ti}, in {ct}, ({ed} <ed.|eds.>), {pub}, {pl}, {yr}, <pp. |>{pg}.
{au} {yr}: {ti}. In: {ct}, S. {pg}.
"""
# ---- theses, reports, acts, web pages, and what else there is ----------------------------------------
THESIS = """
{au} {ti}<: |. | : >{ge}<: {no}|>~{pl}<: {pub}|>, {yr}~{np} $S.
{au} {ti}: {ge}. {pl}, {yr}<. {np} $S.|.>
{au} {ti}. {ge}. {pl}<; |, |: >{yr}.
{au} {ti}: {ge}: {no}. {pl}. {yr}. {np} $S.
{au} {ti}: {ge}: {no} / {re}. – {pl}, {yr}. – {np} $S.
{au} {ti} <[Текст]|>: {ge} / {re}. – {pl}, {yr}. – {np} $S.
{au} {ti} [{tt}]. {ge}. {pl}<: {pub}|>, {yr}. <{np} $S.|> <(In {lang}).|>
{au} {ti}. {ge}. [{tt}. {ge}]. {pl}, {yr}. {np} $S.
{au} {ti} [{tt}] [{ge}]. {pl}; {yr}. (In {lang}).
{au} [{et}] [{ge}]. {pl}; {yr}. {lang}.
{au} {ti}. {ge}. {pub}, {yr}.
{au}. {ti} [{ge}]. {pl}: {pub}; {yr}.
{au} ({yr}). {ti} ({ge}). {pub}, {pl}.
{au}. {yr}. {ti}. {ge}, {pub}, {pl}.
{au}. {ti}. {ge}, {pub}, {yr}.
{au} ({yr}): {ti}. {ge}, {pub}.
{au}, "{ti}," {ge}, {pub}, {pl}, {yr}.
{au} ({yr}) {ti}. {ge}. {pub}.
"""
REPORT = """
{au}. {ti}. {pl}: {pub}<; |, >{yr}<.|. {np} p.>
{au}. {ti}. {pl}: {pub}, {yr}. URL: {url} (<accessed|дата обращения>: {acc}).
{au}. {ti}. {pl}; {yr}<. Available from: {url}|. {np} p.|>
{au} ({yr}). {ti}. {pl}: {pub}. <Retrieved from {url}|>
{au}. ({yr}). {ti}. {url}
{au} ({yr}). {ti} (<{ge} No. {nr}|{ge}>). {pl}: {pub}.
{au} {ti}. {pl}: {pub}; {yr}.
{au} {ti}. {ge} {nr}. {pl}: {pub}, {yr}.
{au} {ti}: {ge}. {pl}<: {pub}|>, {yr}. <{np} $S.|>
{au}, {ti}, {ge} <No. |>{nr}, {pl}, {yr}.
{au}. {ti}. {ge}. {yr}.
{au}: {ti}. {pl} {yr}.
{au} ({yr}): {ti}. {pl}.
{ti}. {pub}. {yr}. URL: {url} (<Accessed|accessed>: {acc}).
{ti}: {ge} / {pub}. {pl}, {yr}. {np} $S.
{ti}: {ge}. {pl}: {pub}; {yr}. <{np} $S.|>
{ti}: {ge} / $E {ed}. {pl}: {pub}, {yr}. {np} $S.
{ti}. {ge}. {pl}: {pub}, {yr}. Available at: {url}
{ti}. {pub}, {yr}. <Available at: {url}|{np} p.>
{ti} / {pub}. – {pl}, {yr}. – {np} $S.
{ti} / {re}; {pub}. – {pl} : {pub}, {yr}. – {np} $S.
{au} {ti} {yr}. {url}
{au} ({yr}) {ti}. {pl}<: |, >{pub}.
{au}. {ti}. {pub}<, |; |. >{yr}<.|. Available from: {url}|. Accessed {acc}. {url}>
{au}. {ti}. {pl}: {pub}; {yr}. (<{ge} |{ser} |WHO/MSD/MER/><No. |>{nr}).
{au}. {ti}. {yr}. <Available at |Available from: |>{url}. <Accessed {acc}.|(accessed {acc}).|>
{au}, {ti}, {pl}: {pub}, {yr}.
{au}. {ti} ({ge} {nr}). {pl}: {pub}.
{au}, {yr}. {ti}. {pl}: {pub}.
{au} ({yr}): {ti}. {ge} <Nr. |No. |>{nr}. {pl}: {pub}.
{ti} / <под ред. |ed. by >{ed}; {pub}. – {pl}, {yr}. – {np} $S.
{ti}: {ge}<, {xday}|>. {pl}: {pub}; {yr}. <URL: {url} (дата обращения: {acc})|>.
{ti} ({pub}, {yr}).
"""
LAW = """
{ge} от {yr} <№|N> {nr} «{ti}»<.|>
{ge} от {yr} <№|N> {nr} "{ti}" <(ред. от {xday})|(с изм. и доп.)|>
{ge} «{ti}» от {yr} <№|N> {nr}<.|>
{ge} {ti} от {yr} N {nr}
{ge} от {yr} № {nr} «{ti}» // {ct}. <–|—|> {yr2}. <–|—|> № {is}. <–|—|> <Ст.|С.> {pg}.
{ti}: {ge} от {yr} № {nr}<.| // {ct}. {yr2}. № {is}. Ст. {pg}.>
{ti} : {ge} : [принят {xday}] // {ct}. – {yr}. – № {is}.
{ge} от {yr} № {nr} «{ti}» [Электронный ресурс]. <URL|Режим доступа>: {url} (дата обращения: {acc}).
{ge} от {yr} г. № {nr} «{ti}». URL: {url}
О {ti}: {ge} от {yr} № {nr} (<ред.|в ред.> от {xday}) [Электронный ресурс]. Доступ из справ.-правовой системы «КонсультантПлюс».
{ge} від {yr} № {nr} «{ti}»<.| // {ct}. – {yr2}. – № {is}.>
{ti}: {ge} <України|РФ> від {yr} № {nr}.
{ge} ot {yr} <N|№|no.> {nr} "{ti}" <[{tt}]|>. <(In {lang}).|>
{ge} No. {nr} of {yr} “{ti}”. <(In {lang}).|>
{ge} dated {yr} No. {nr} "{ti}"<.|. URL: {url}>
{ti}. {ge} No. {nr} of {yr}.
{ti} {yr}<.|. {pl}: {pub}.>
{ge} № {nr} від {yr}. {ti}.
Российская Федерация. Законы. {ti} : {ge} № {nr} : [принят {xday}]. – {pl}: {pub}, {yr2}. – 32 с.
{ge} <РФ |>от {yr} № {nr} (<ред. от {xday}|с изм. от {xday}>) «{ti}» // {ct}. {yr2}. N {is}. Ст. {pg}.
{ge} от {yr} <№|N> {nr} {ti}<.|. URL: {url} (дата обращения: {acc}).>
«{ti}»: {ge} от {yr} № {nr}.
{ti}. {ge} от {yr} № {nr}. <URL|Режим доступа>: {url}
{ge} of {yr} <No.|№|N> {nr} <"{ti}"|«{ti}»|“{ti}”>. <Available at: {url}|(In {lang}).|>
{ti} [{tt}]: {ge} ot {yr} № {nr}. (In {lang}).
{ti} : {ge} від {yr} № {nr}. URL: {url} (дата звернення: {acc}).
"""
WEB = """
{ti}<| [Электронный ресурс]| [Electronic resource]>. <–|> <URL|Режим доступа>: {url} (дата обращения: {acc})<.|>
{ti} // {ct} <[Электронный ресурс]|>. URL: {url} (дата обращения: {acc}).
{ti} // {ct}. {yr}. URL: {url} (дата обращения: {acc}).
{au} {ti}<| [Электронный ресурс]>. <URL|Режим доступа>: {url} <(дата обращения: {acc})|><.|>
{au} {ti} // {ct}. URL: {url} (дата обращения: {acc}).
{au} {ti}. {ge} {yd}<| в {pl2}>, {url}.
{au} {ti}. {url}
{au}. {ti}. <Available at|Available from|URL>: {url} <(accessed {acc})|[Accessed {acc}]|(Accessed: {acc})>.
{au}. {ti} [Internet]. {pl}: {pub}; {yr} [cited {acc}]. Available from: {url}
{au} ({yr}). {ti}. <Retrieved {acc}, from|Retrieved from|URL:> {url}
{au} ({yr}): {ti}. <Online: |URL: |Verfügbar unter: |Im Internet: |><{url}> <(abgerufen am {acc})|[{acc}]|(Zugriff: {acc})|, Zugriff {acc}|(Stand: {acc})>.
{au}: {ti}. {url}, {acc}.
{ti}. {yr}. <Available at|URL>: {url}<. Accessed {acc}.| (accessed on {acc}).>
{ti}: {ge}. URL: {url} (дата обращения: {acc}).
<Официальный сайт|Сайт|Официальный сайт> {ti}. URL: {url} (дата обращения {acc}).
{ti}. {pub}. {yr}. {url}
{url}
{au}. {ti}. {ct}. {xday}. <URL: |Available at: |>{url} <(дата обращения: {acc}).|(accessed {acc})|>
{ti} / {ct}. {xday}. URL: {url} (дата обращения: {acc}).
{ti} // {ct} : <сайт|офиц. сайт|[сайт]>. – {pl}, {yr}. – URL: {url} (дата обращения: {acc}).
{ti}. <Доступно по|Доступно на|Available at>: {url}. <Ссылка активна на|Accessed> {acc}.
{ti}: <сайт|[сайт]|официальный сайт>. URL: {url} (дата <обращения|звернення>: {acc}).
{au}. {ti}. {ct} {url} <[Zugriff: {acc}]|(letzter Zugriff: {acc})|>
{au}. ({yr}). {ti}. {ct}. <Retrieved |Abgerufen ><{acc}, |><from|von> {url}
"""
OTHER = """
<Пат.|Патент> {nr} <РФ|Российская Федерация>. {ti} / {re}; опубл. {yr}, Бюл. № {is}. <– {np} с.|>
{au} {ti}: {ge} {nr}; {yr}.
{au} {ti} // {ct}. {yr}. <{xday}|№ {is}>. <С. {pg}.|>
{au} {ti} // {ct}. {yr}. {xdm}.
{au} {ti} // {ct}. – {yr}. – {xdm}. – С. {pg}.
{au} {ti} // {ct}. {xday}. <С. {pg}.|№ {is}.|>
{std}. {ti}. <– Введ. {xday}. –|> {pl}: {pub}, {yr}. <– |>{np} $S.
{std} {ti}. {pl}: {pub}; {yr}.
{std}. {ti}<. URL: {url}|. {pl}, {yr}.|>
{std}: {ti}. {pl}: {pub}, {yr}.
{au}. {ti}. {ct}. <{xday}|{yr}><:{pg}|, p. {pg}>.
{au} {ti}: {ge}. {pl}: {pub}, {yr}. <Деп. в ВИНИТИ {xday}, № {nr}.|>
{au} {ti} [{ge}]. {pub}, {yr}. <doi: {doi}|URL: {url}>
{au} ({yr}). {ti} [{ge}]. {pub}. https://doi.org/{doi}
{au}. {ti} [Preprint]. {ct}. {yr}. doi:{doi}
"""
BILINGUAL = """
{au} {ti} // {ct}. {yr}. Т. {vo}. № {is}. С. {pg}. [{xau} {tt}. {ctt}. {yr0};{vo0}({is0}):{pg0}. <(In Russ.)|(in Russian)>]<.|> <doi: {doi}|>
{au} {ti}. {ct}. {yr};{vo}({is}):{pg}. [{xau} {tt}. {ctt}. {yr0};{vo0}({is0}):{pg0}. (In Russ.)].
{au} {ti}. {ct}. {yr}; {vo}({is}): {pg} [{xau} {xti}. [{tt}]. {ctt}. {yr0}; {vo0}({is0}): {pg0}. (In Russ.)]. https://doi.org/{doi}
{au} {ti}. {pl}: {pub}; {yr}. {np} с. [{xau} {tt}. {xpl}: {xpub}; {yr0}. (In Russ.)].
{au} {ti} // {ct}. {yr}. № {is}. С. {pg} / {xau} {tt} // {ctt}. {yr0}. No. {is0}. P. {pg0}.
"""

CHOICE = re.compile(r"<([^<>{}]*(?:\{[a-z0-9]+\}[^<>{}]*)*)>")
FIELD = re.compile(r"\{([a-z]+)(\d?)\}")
SILENT = (*GREY_SILENT, "xday", "xdm", "yr2", "pl2", "xau", "xti", "xpl", "xpub")


def layouts(text: str) -> list[str]:
    return [line.strip("\n") for line in text.splitlines() if line.strip()]


KINDS = {
    "gost_article": layouts(GOST_ARTICLE), "translated_article": layouts(TRANSLATED_ARTICLE), "western_article": layouts(WESTERN_ARTICLE),
    "gost_book": layouts(GOST_BOOK), "western_book": layouts(WESTERN_BOOK), "gost_chapter": layouts(GOST_CHAPTER),
    "western_chapter": layouts(WESTERN_CHAPTER), "thesis": layouts(THESIS), "report": layouts(REPORT), "law": layouts(LAW), "web": layouts(WEB),
    "other": layouts(OTHER), "bilingual": layouts(BILINGUAL),
}  # fmt: skip


GREY_KINDS = {kind: layouts(text) for kind, text in GREY.items()}


def chosen(layout: str, values: Values) -> str:
    """Return the layout with every ``<a|b>`` decided, innermost first."""
    while (match := CHOICE.search(layout)) is not None:
        layout = layout[: match.start()] + values.words.pick(match[1].split("|")) + layout[match.end() :]
    for mark, word in values.marks().items():
        layout = layout.replace(mark, word)
    return layout


def render(layout: str, values: Values) -> list[tuple[str, str]]:
    """Return the pieces of an invented reference: (label, text); label ``o`` for what stands between the parts."""
    layout = chosen(layout, values)
    pieces: list[tuple[str, str]] = []
    last = 0
    for match in FIELD.finditer(layout):
        if match.start() > last:
            pieces.append(("o", layout[last : match.start()]))
        name, digit = match[1], match[2]
        silent = name + digit in SILENT or name in SILENT
        pieces.append(
            (
                "o" if silent else {"gec": "ge", "yd": "yr", "et": "ti", "std": "nr", **GREY_LABELS}.get(name, name),
                values.get(name, digit),
            )
        )
        last = match.end()
    if layout[last:]:
        pieces.append(("o", layout[last:]))
    return pieces
