import { fold } from '#shared/text.ts';
import type { Cleaned } from './cleaned.ts';
import { cleanLine, squeeze } from './cleaned.ts';

const POSTCODE_LIMIT = 12;

/**
 * A French postcode gets back the zero that a spreadsheet took (`1000` → `01000`) and loses its prefix
 * (`F-57000`). With another country, or with letters, it stays as written.
 * @param country ISO 3166-1 code; France unless told.
 */
export function cleanPostcode(text: string, country: string | null = null): Cleaned<string> {
	const written = squeeze(text).toUpperCase();
	if (country !== null && country !== 'FR') return cleanLine(written, POSTCODE_LIMIT);
	const digits = written.replace(/^(F|FR)[- ]?(?=\d)/, '').replace(/^(\d\d) (\d{3})$/, '$1$2');
	return cleanLine(/^\d{4}$/.test(digits) ? `0${digits}` : digits, POSTCODE_LIMIT);
}

/** ISO 3166-1 in three letters, as HelloAsso writes it, each followed by its two letters. */
const ALPHA_3 =
	'ABWAW AFGAF AGOAO AIAAI ALAAX ALBAL ANDAD AREAE ARGAR ARMAM ASMAS ATAAQ ATFTF ATGAG AUSAU AUTAT AZEAZ ' +
	'BDIBI BELBE BENBJ BESBQ BFABF BGDBD BGRBG BHRBH BHSBS BIHBA BLMBL BLRBY BLZBZ BMUBM BOLBO BRABR BRBBB ' +
	'BRNBN BTNBT BVTBV BWABW CAFCF CANCA CCKCC CHECH CHLCL CHNCN CIVCI CMRCM CODCD COGCG COKCK COLCO COMKM ' +
	'CPVCV CRICR CUBCU CUWCW CXRCX CYMKY CYPCY CZECZ DEUDE DJIDJ DMADM DNKDK DOMDO DZADZ ECUEC EGYEG ERIER ' +
	'ESHEH ESPES ESTEE ETHET FINFI FJIFJ FLKFK FRAFR FROFO FSMFM GABGA GBRGB GEOGE GGYGG GHAGH GIBGI GINGN ' +
	'GLPGP GMBGM GNBGW GNQGQ GRCGR GRDGD GRLGL GTMGT GUFGF GUMGU GUYGY HKGHK HMDHM HNDHN HRVHR HTIHT HUNHU ' +
	'IDNID IMNIM INDIN IOTIO IRLIE IRNIR IRQIQ ISLIS ISRIL ITAIT JAMJM JEYJE JORJO JPNJP KAZKZ KENKE KGZKG ' +
	'KHMKH KIRKI KNAKN KORKR KWTKW LAOLA LBNLB LBRLR LBYLY LCALC LIELI LKALK LSOLS LTULT LUXLU LVALV MACMO ' +
	'MAFMF MARMA MCOMC MDAMD MDGMG MDVMV MEXMX MHLMH MKDMK MLIML MLTMT MMRMM MNEME MNGMN MNPMP MOZMZ MRTMR ' +
	'MSRMS MTQMQ MUSMU MWIMW MYSMY MYTYT NAMNA NCLNC NERNE NFKNF NGANG NICNI NIUNU NLDNL NORNO NPLNP NRUNR ' +
	'NZLNZ OMNOM PAKPK PANPA PCNPN PERPE PHLPH PLWPW PNGPG POLPL PRIPR PRKKP PRTPT PRYPY PSEPS PYFPF QATQA ' +
	'REURE ROURO RUSRU RWARW SAUSA SDNSD SENSN SGPSG SGSGS SHNSH SJMSJ SLBSB SLESL SLVSV SMRSM SOMSO SPMPM ' +
	'SRBRS SSDSS STPST SURSR SVKSK SVNSI SWESE SWZSZ SXMSX SYCSC SYRSY TCATC TCDTD TGOTG THATH TJKTJ TKLTK ' +
	'TKMTM TLSTL TONTO TTOTT TUNTN TURTR TUVTV TWNTW TZATZ UGAUG UKRUA UMIUM URYUY USAUS UZBUZ VATVA VCTVC ' +
	'VENVE VGBVG VIRVI VNMVN VUTVU WLFWF WSMWS XKXXK YEMYE ZAFZA ZMBZM ZWEZW';

let codesByName: Map<string, string> | undefined;

/** Every ISO 3166-1 code by its folded French and English names. */
function countryCodes(): Map<string, string> {
	if (codesByName) return codesByName;
	const names = ['fr', 'en'].map(
		(locale) => new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' })
	);
	codesByName = new Map();
	const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
	for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
		if (/^(Q[M-Z]|X[A-Z]|ZZ|AA|E[UZ]|UN|UK)$/.test(code) && code !== 'XK') continue;
		// A code that is no longer used stands for the one that took its place: FX is FR.
		if (new Intl.Locale(`und-${code}`).region !== code) continue;
		for (const name of names) {
			const label = name.of(code);
			if (label === undefined) continue;
			codesByName.set(fold(label), code);
			codesByName.set(code.toLowerCase(), code);
		}
	}
	for (const code of ALPHA_3.split(' ')) {
		codesByName.set(code.slice(0, 3).toLowerCase(), code.slice(3));
	}
	codesByName.set('uk', 'GB').set('france metropolitaine', 'FR').set('angleterre', 'GB');
	return codesByName;
}

/** `France`, `Belgium` or `be` to `FR`, `BE`. Fault: `people.country-unknown`. */
export function cleanCountry(text: string): Cleaned<string> {
	const written = fold(text);
	if (written === '') return { value: null };
	const code = countryCodes().get(written);
	return code ? { value: code } : { fault: 'people.country-unknown' };
}
