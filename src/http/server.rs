//! The server: one process, as many workers as cores, the routes of [`super::routes`] inside the [`super::envelope`].

use std::net::TcpListener;
use std::time::Duration;

use actix_web::body::MessageBody;
use actix_web::dev::{Server, ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::from_fn;
use actix_web::{App as ActixApp, Error, HttpServer, web};
use utoipa::OpenApi as _;
use utoipa_actix_web::{AppExt as _, scope};

use super::AppData;
use super::json::BODY_LIMIT;
use super::methods::{RouteTable, no_such_route};
use super::openapi::Document;
use super::{envelope, intake, routes};

/// The whole application as an actix service: the server and the tests run the same.
pub fn application(
    app: AppData,
) -> ActixApp<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = Error,
        InitError = (),
    >,
> {
    let (actix, document) = ActixApp::new()
        .into_utoipa_app()
        .openapi(Document::openapi())
        .app_data(app)
        .app_data(web::PayloadConfig::new(BODY_LIMIT))
        .service(scope("/api/v1").configure(routes::api))
        .configure(routes::root)
        .split_for_parts();
    actix
        .app_data(web::Data::new(RouteTable::of(&document)))
        .app_data(web::Data::new(document))
        .default_service(web::to(no_such_route))
        .wrap(from_fn(envelope::envelope))
}

/// Listens. Stopping it in good order stops accepting, lets what runs finish for a while, and ends; signals are left to whoever
/// started it.
///
/// # Errors
/// When the listener cannot be used.
pub fn listen(app: AppData, listener: TcpListener, workers: usize) -> std::io::Result<Server> {
    let connections = intake::most_connections(app.config.server.connections);
    let server = HttpServer::new(move || application(app.clone()))
        .workers(workers)
        // Of each worker.
        .max_connections((connections / workers).max(1))
        .client_request_timeout(Duration::from_secs(15))
        .keep_alive(Duration::from_mins(1))
        .shutdown_timeout(20)
        .disable_signals()
        .listen(listener)?
        .run();
    Ok(server)
}
