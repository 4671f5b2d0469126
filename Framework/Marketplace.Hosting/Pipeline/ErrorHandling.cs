using System.Diagnostics;
using Marketplace.Data;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Marketplace.Hosting.Pipeline;

/// <summary>
/// Turns exceptions and empty error answers into the page <c>/error/{status}</c>, or into problem details (RFC 9457) where a program asked.
/// </summary>
internal sealed class ErrorHandling(RequestDelegate next, IProblemDetailsService problems, ILogger<ErrorHandling> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path;
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            Reset(context, e.StatusCode);
        }
        catch (Exception e) when (!context.Response.HasStarted && (IsUnreadableForm(e) || Dialect.Postgres.IsUnstorableText(e)))
        {
            Reset(context, StatusCodes.Status400BadRequest);
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            logger.LogError(e, "{Method} {Path} failed", context.Request.Method, path.Value);
            Reset(context, StatusCodes.Status500InternalServerError);
        }

        if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null }
            && HttpMethods.IsHead(context.Request.Method) is false
            && context.Features.Get<IStatusCodePagesFeature>() is not { Enabled: false })
            await AnswerAsync(context, path);
    }

    private async Task AnswerAsync(HttpContext context, PathString path)
    {
        var status = context.Response.StatusCode;
        if (path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
            || !context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
        {
            context.Response.Headers.CacheControl = "no-store";
            await problems.TryWriteAsync(
                new ProblemDetailsContext
                { HttpContext = context,
                    ProblemDetails = { Status = status, Extensions = { ["traceId"] = Activity.Current?.Id ?? context.TraceIdentifier } } });
            return;
        }

        var (method, query) = (context.Request.Method, context.Request.QueryString);
        // The error page leads back to what failed, in the frame it failed in.
        context.Features.Set<IStatusCodeReExecuteFeature>(new StatusCodeReExecuteFeature
        {
            OriginalPathBase = context.Request.PathBase.Value ?? "",
            OriginalPath = path.Value ?? "",
            OriginalQueryString = query.Value,
        });
        context.Request.Path = $"/error/{status}";
        context.Request.QueryString = QueryString.Empty;
        context.Request.Method = HttpMethods.Get;
        Forget(context);
        try
        {
            await next(context);
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            logger.LogError(e, "The error page for status {Status} failed", status);
            Reset(context, status);
        }
        finally
        {
            (context.Request.Path, context.Request.QueryString, context.Request.Method) = (path, query, method);
        }

        // Where no page answered, not even a broken site leaves its visitor with a blank screen.
        if (context.Response is { HasStarted: false, ContentType: null })
            await HostPages.WriteAsync(
                context, "This page cannot be shown", "Something went wrong on the way to it. Please go back, or try again in a moment.");
    }

    /// <summary>A form that is too large or holds the character zero: the framework's reader of forms fails in several ways.</summary>
    private static bool IsUnreadableForm(Exception exception) =>
        exception is InvalidDataException or InvalidOperationException && exception.Source == "Microsoft.AspNetCore.WebUtilities";

    private static void Reset(HttpContext context, int status)
    {
        HostHeaders.Restart(context, status);
        Forget(context);
    }

    /// <summary>The endpoint and route values belong to the request that failed.</summary>
    private static void Forget(HttpContext context)
    {
        context.SetEndpoint(null);
        context.Features.Get<IRouteValuesFeature>()?.RouteValues.Clear();
    }
}
