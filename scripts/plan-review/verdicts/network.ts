/** Networks, and stacks that other tools make: this project has none, so that every one is worth a look. */
import { absent, any } from './steps';
import { danger, notice, type, type VerdictTable } from './verdict';

/** A rule of its own tells of one that lets the whole Internet in. */
const border = () =>
  type({ create: notice('access'), destroy: notice('guard'), others: any(danger('access')) });

export const NETWORK: VerdictTable = {
  ...Object.fromEntries(
    `security_group security_group_rule default_security_group vpc_security_group_ingress_rule
     vpc_security_group_egress_rule network_acl network_acl_rule network_interface_sg_attachment`
      .split(/\s+/)
      .map((name) => [`aws_${name}`, border()]),
  ),
  // A template can make anything; with capabilities, roles and users as well.
  aws_cloudformation_stack: type({
    create: notice('code'),
    destroy: danger('behaviour'),
    judged: { capabilities: absent(danger('access')) },
    others: any(danger('code')),
  }),
  ...Object.fromEntries(
    [
      'cloudformation_stack_set',
      'cloudformation_stack_instances',
      'cloudformation_stack_set_instance',
    ].map((name) => [
      `aws_${name}`,
      type({ create: danger('code'), destroy: danger('behaviour'), others: any(danger('code')) }),
    ]),
  ),
  // Logs, metrics and traces are shown to whoever has the sink.
  aws_oam_link: type({ create: danger('destination'), others: any(danger('destination')) }),
  aws_oam_sink: type({ create: notice('destination'), others: any(notice('destination')) }),
  aws_oam_sink_policy: type({ create: danger('access'), others: any(danger('access')) }),
};
