import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { App, TerraformStack, Testing } from 'cdktf';
import { boundRoles } from '../../modules';

test('every role of one stack gets the boundary, none of another', () => {
  const app = new App();
  const [bounded, free] = ['bounded', 'free'].map((name) => {
    const stack = new TerraformStack(app, name);
    new IamRole(stack, 'role', { name, assumeRolePolicy: '{}' });
    return stack;
  });
  if (bounded === undefined || free === undefined) throw new Error('no stacks');
  boundRoles(bounded, 'arn:aws:iam::123456789012:policy/boundary');
  expect([bounded, free].map((stack) => Testing.synth(stack).includes('policy/boundary'))).toEqual([
    true,
    false,
  ]);
});
