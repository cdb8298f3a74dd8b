import { packageConfig } from '../../tsup.base.ts';

export default packageConfig(['index', 'parse', 'schema', 'frontmatter', 'yaml-frontmatter', 'remark']);
