using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Quartz;

namespace Marketplace.Jobs.Scheduling;

/// <summary>
/// The process's one scheduler. Opening it makes the tables where they are missing, so that jobs can be stored before it works on them.
/// It is opened when first needed, because a start should not wait for it.
/// </summary>
internal sealed class JobScheduler(
    IConfiguration configuration,
    IHostEnvironment environment,
    IServiceProvider services,
    TimeProvider time,
    IOptions<JobsOptions> options,
    ILoggerFactory loggers) : IAsyncDisposable
{
    public const string Name = "marketplace";

    private readonly SemaphoreSlim _opening = new(1, 1);
    private StandaloneSchedulerFactory? _factory;
    private IScheduler? _scheduler;

    public JobsOptions Options => options.Value;

    public JobStoreLocation Location { get; } = JobStoreLocation.From(configuration, environment);

    public async ValueTask<IScheduler> GetAsync(CancellationToken cancellationToken)
    {
        if (_scheduler is { } open)
            return open;
        await _opening.WaitAsync(cancellationToken);
        try
        {
            return _scheduler ??= await OpenApartAsync();
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <summary>Waits for running jobs. What does not end in time is recovered by another process or the next start.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_scheduler is { } scheduler)
            await scheduler.Shutdown(waitForJobsToComplete: true, cancellationToken).AsTask().WaitAsync(cancellationToken);
    }

    /// <summary>Whoever asks first is a request or a job as a rule; the scheduler must not go on in its context.</summary>
    private Task<IScheduler> OpenApartAsync()
    {
        using (ExecutionContext.SuppressFlow())
            return Task.Run(() => OpenAsync(CancellationToken.None));
    }

    private async Task<IScheduler> OpenAsync(CancellationToken cancellationToken)
    {
        await Location.PrepareAsync(cancellationToken);
        var factory = QuartzSchedulerBuilder.Create(quartz =>
        {
            quartz.Services.AddSingleton(loggers);
            quartz.ConfigureScheduler(scheduler => scheduler.InstanceName = Name);
            quartz.UseTimeProvider(time);
            quartz.UseDefaultThreadPool(options.Value.Concurrency);
            quartz.UseTypeLoader<StoredJobTypes>();
            quartz.UseJobFactory(new HostJobFactory(services));
            quartz.UsePersistentStore(Location.Use);
        }).Build();
        try
        {
            var scheduler = await factory.GetScheduler(cancellationToken);
            _factory = factory;
            return scheduler;
        }
        catch
        {
            await factory.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_factory is not null)
            await _factory.DisposeAsync();
        _opening.Dispose();
    }
}
