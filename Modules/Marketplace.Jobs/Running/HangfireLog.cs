using Hangfire.Logging;
using Microsoft.Extensions.Logging;
using HangfireLevel = Hangfire.Logging.LogLevel;
using Level = Microsoft.Extensions.Logging.LogLevel;

namespace Marketplace.Jobs.Running;

/// <summary>
/// What Hangfire says goes to the host's log. Its log is the program's and not a host's: where several hosts live in one program, as in
/// tests, the one that began last hears it, and nobody does when that one has ended.
/// </summary>
internal sealed class HangfireLog(ILoggerFactory loggers) : ILogProvider, IDisposable
{
    private bool _isOver;

    public void Use() => LogProvider.SetCurrentLogProvider(this);

    public ILog GetLogger(string name) => new Log(this, _isOver ? null : loggers.CreateLogger(name));

    public void Dispose() => _isOver = true;

    private sealed class Log(HangfireLog owner, ILogger? logger) : ILog
    {
        bool ILog.Log(HangfireLevel logLevel, Func<string>? messageFunc, Exception? exception)
        {
            var level = LevelOf(logLevel);
            if (owner._isOver || logger?.IsEnabled(level) != true)
                return false;
            if (messageFunc is not null)
                logger.Log(level, exception, "{Message}", messageFunc());
            return true;
        }

        private static Level LevelOf(HangfireLevel level) => level switch
        {
            HangfireLevel.Trace => Level.Trace,
            HangfireLevel.Debug => Level.Debug,
            HangfireLevel.Info => Level.Information,
            HangfireLevel.Warn => Level.Warning,
            HangfireLevel.Error => Level.Error,
            HangfireLevel.Fatal => Level.Critical,
            _ => throw new ArgumentOutOfRangeException(nameof(level), level, "Not a level of Hangfire's."),
        };
    }
}
