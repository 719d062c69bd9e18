import type { OperationContext } from '../operation.ts';
import { loadAssociation } from '../operations/get-association.read.ts';

export interface AssociationLook {
	/** `#rrggbb`, dark enough for white paper. */
	readonly accent: string;
	/** The logo as a JPEG on white, if there is one. */
	readonly logo: Uint8Array | undefined;
}

/** The colour and the logo of the association, as they are printed. */
export async function associationLook(context: OperationContext): Promise<AssociationLook> {
	const { accentHue, logo } = await loadAssociation(context);
	return { accent: accentOnPaper(accentHue), logo: logo ? await printable(logo) : undefined };

	async function printable(sha256: string): Promise<Uint8Array> {
		const { default: sharp } = await import('sharp');
		const drawn = sharp(await context.blobs.read(sha256)).flatten({ background: '#fff' });
		return drawn.jpeg({ quality: 92 }).toBuffer();
	}
}

const LIGHTNESS = 0.44;
const CHROMA = 0.085;

/**
 * The accent of pages in sRGB, from oklch by the matrices of its definition (CSS Color 4, 10.1).
 * @param hue degrees
 */
export function accentOnPaper(hue: number): string {
	const angle = (hue * Math.PI) / 180;
	const [a, b] = [CHROMA * Math.cos(angle), CHROMA * Math.sin(angle)];
	const l = (LIGHTNESS + 0.3963377774 * a + 0.2158037573 * b) ** 3;
	const m = (LIGHTNESS - 0.1055613458 * a - 0.0638541728 * b) ** 3;
	const s = (LIGHTNESS - 0.0894841775 * a - 1.291485548 * b) ** 3;
	const linear = [
		4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
		-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
		-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s
	];
	return `#${linear.map(channel).join('')}`;
}

function channel(linear: number): string {
	const light = Math.min(1, Math.max(0, linear));
	const encoded = light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;
	return Math.round(encoded * 255)
		.toString(16)
		.padStart(2, '0');
}
