import { CloudwatchDashboard } from '@cdktf/provider-aws/lib/cloudwatch-dashboard';
import { Construct } from 'constructs';
import { dashboardWidgets, type DashboardSubject } from './dashboard-widgets';

export interface DashboardProps extends DashboardSubject {
  readonly name: string;
}

/**
 * Traffic, errors, latencies, functions, table and keys of a stage on one page.
 *
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Dashboards.html
 */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, { name, ...subject }: DashboardProps) {
    super(scope, id);
    new CloudwatchDashboard(this, 'Resource', {
      dashboardName: name,
      dashboardBody: JSON.stringify({ widgets: dashboardWidgets(subject) }),
    });
  }
}
