using Hangfire;
using Marketplace.Jobs.Storage;

namespace Marketplace.Jobs.Running;

/// <summary>There is one thing to make: what it runs is made inside the tenant.</summary>
internal sealed class HostJobActivator(IHostJobs jobs) : JobActivator
{
    public override object ActivateJob(Type jobType) =>
        jobType == typeof(IHostJobs) ? jobs : throw new InvalidOperationException($"{jobType} is nothing that a job of ours runs.");
}
