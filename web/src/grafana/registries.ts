import {
  booleanOverrideProcessor,
  createFieldConfigRegistry,
  type DataTransformerInfo,
  dataLinksOverrideProcessor,
  displayNameOverrideProcessor,
  type FieldConfigOptionsRegistry,
  type FieldConfigPropertyItem,
  FieldType,
  identityOverrideProcessor,
  numberOverrideProcessor,
  standardFieldConfigEditorRegistry,
  standardTransformers,
  stringOverrideProcessor,
  thresholdsOverrideProcessor,
  unitOverrideProcessor,
  valueMappingsOverrideProcessor,
} from '@grafana/data';
import { customOptions } from './customOptions';

type Processor = FieldConfigPropertyItem['process'];

/** Grafana's registries also carry editors. Nothing is edited here, so each entry gets an editor that draws nothing. */
const noEditor = () => null;

const standardProperties: [id: string, process: Processor, settings?: object][] = [
  ['displayName', displayNameOverrideProcessor, { expandTemplateVars: true }],
  ['description', stringOverrideProcessor, { expandTemplateVars: true }],
  ['unit', unitOverrideProcessor],
  ['min', numberOverrideProcessor],
  ['max', numberOverrideProcessor],
  ['fieldMinMax', booleanOverrideProcessor],
  ['decimals', numberOverrideProcessor],
  ['noValue', stringOverrideProcessor, { expandTemplateVars: true }],
  ['color', identityOverrideProcessor],
  ['thresholds', thresholdsOverrideProcessor],
  ['mappings', valueMappingsOverrideProcessor],
  ['links', dataLinksOverrideProcessor],
  ['filterable', booleanOverrideProcessor],
];

/** Options of a field that every panel type has. */
export const standardOptions: readonly string[] = standardProperties.map(([id]) => id);

function property(
  id: string,
  process: Processor,
  settings: object | undefined,
  shouldApply: FieldConfigPropertyItem['shouldApply'],
): FieldConfigPropertyItem {
  return { id, path: id, name: id, process, settings, shouldApply, editor: noEditor, override: noEditor };
}

function standardProperty([id, process, settings]: (typeof standardProperties)[number]) {
  const numbersOnly = id === 'min' || id === 'max';
  return property(
    id,
    process,
    settings,
    numbersOnly ? (field) => field.type === FieldType.number : () => true,
  );
}

standardFieldConfigEditorRegistry.setInit(() => standardProperties.map(standardProperty));

export const fieldConfigRegistry: FieldConfigOptionsRegistry = createFieldConfigRegistry(
  {
    useCustomConfig: (builder) => {
      for (const id of customOptions) {
        builder.addCustomEditor(property(id, identityOverrideProcessor, undefined, () => true));
      }
    },
  },
  'andon',
);

/** Transformations by the id that dashboard files use, with the two older ids that mean the same. */
export const transformers: ReadonlyMap<string, DataTransformerInfo> = new Map(
  Object.values(standardTransformers).flatMap((transformer): [string, DataTransformerInfo][] =>
    transformer.id === 'joinByField'
      ? [
          ['joinByField', transformer],
          ['seriesToColumns', transformer],
        ]
      : [[transformer.id, transformer]],
  ),
);
